"""What can be asked of a log: each filter is one field of Query, with its option, its help and its test."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import Field, dataclass, field, fields
from typing import Any, Literal, TypeAlias, TypeVar

from mmru_timeline.dates.edtf import FOREVER, NEVER, DateError, EdtfDate
from mmru_timeline.dates.typed import EXAMPLES, parse_every_year, parse_typed, window_of_last
from mmru_timeline.dates.windows import EveryYear, Window
from mmru_timeline.errors import UsageError
from mmru_timeline.query.facets import FACETS, SECTOR_OR_ACTOR, FacetName
from mmru_timeline.query.search import Search
from mmru_timeline.records.model import Event
from mmru_timeline.records.timeline import Timeline, UnknownEventError
from mmru_timeline.text import shorten

AROUND_DAYS = 30
"""Days before and after the event of --around, unless --days gives another number."""

Words: TypeAlias = Collection[str]
"""One text, or several; a Query keeps them as a tuple."""
Test: TypeAlias = Callable[[Event], bool]
T = TypeVar("T")
MakeTest: TypeAlias = Callable[[Timeline, Any], Test]
"""Resolves the value of a filter against a log, and returns the test that an event must pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """How a filter is given on the command line, and the test it makes.

    `completes` is the table of the log whose ids are offered as values, and `facet` what it filters by. Values that are
    an `argument` need no option, unless the command has an optional argument of its own. A filter by time has no test
    of its own: all of them together make a window, which an event overlaps certainly, possibly or not.
    """

    option: str
    help: str
    metavar: str = ""
    completes: str = ""
    argument: bool = False
    facet: FacetName | None = None
    make_test: MakeTest | None = None

    @property
    def panel(self) -> Literal["Which events", "Which time"]:
        """The heading in the help under which the option is listed."""
        return "Which events" if self.make_test else "Which time"


def _filter(option: str, text: str, *, default: Any = None, **more: Any) -> Any:
    return field(default=default, metadata={"filter": Filter(option=option, help=text, **more)})


def _terms(name: FacetName, option: str, text: str, *, completes: str) -> Any:
    """A filter by the terms of a facet: an event passes with any of them, or with anything that is part of one."""
    return _filter(
        option,
        text,
        default=(),
        metavar=option.removeprefix("--").upper(),
        completes=completes,
        facet=name,
        make_test=FACETS[name].test,
    )


def _state_test(log: Timeline, words: Words) -> Test:
    wanted = FACETS["actor"].wanted(log, words)
    run_by = {source.id for source in log.sources.values() if log.state_of(source.publisher) in wanted}
    return lambda event: not run_by.isdisjoint(event.all_source_ids)


def _with_test(log: Timeline, words: Words) -> Test:
    tests = _tests_of_each(log, words)
    return lambda event: all(test(event) for test in tests)


def _without_test(log: Timeline, words: Words) -> Test:
    tests = _tests_of_each(log, words)
    return lambda event: not any(test(event) for test in tests)


def _tests_of_each(log: Timeline, words: Words) -> list[Test]:
    """For each sector or actor named, the test that an event has it, or anything that is part of it."""
    return [SECTOR_OR_ACTOR.test(log, [term_id]) for term_id in log.sectors_and_actors.resolve_all(words)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to a log, in the words of the person who asks: ids, names or aliases, and dates as people type them
    or ids of events for their dates.

    Within one field, several values widen the question (but each value of `words`, `with_all` and `without` narrows
    it); different fields narrow it. A term includes everything that is part of it. Values are resolved against a log
    by `tests`, `window` and `known_by_day`, which raise MmruError for mistakes in them.
    """

    words: Words = _filter(
        "--words",
        "Words, or beginnings of words, that the event must contain; quote 'two words' to search for a phrase.",
        default=(),
        metavar="WORDS",
        argument=True,
        make_test=lambda log, words: Search(log, words).finds,
    )
    sectors: Words = _terms("sector", "--sector", "In this sector, or one that is part of it.", completes="sectors")
    actors: Words = _terms("actor", "--actor", "With this actor, or one that is part of it.", completes="actors")
    kinds: Words = _terms("kind", "--kind", "Of this kind: visit, meeting, agreement, ...", completes="kinds")
    statuses: Words = _terms(
        "status", "--status", "With this status: fact, claim, planned or disputed.", completes="statuses"
    )
    places: Words = _terms("place", "--place", "At this place, or one that is part of it.", completes="places")
    sources: Words = _terms("publisher", "--source", "Based on this source or publisher.", completes="publishers")
    states: Words = _filter(
        "--state",
        "Based on a publisher that this state runs.",
        default=(),
        metavar="ACTOR",
        completes="actors",
        make_test=_state_test,
    )
    with_all: Words = _filter(
        "--with",
        "With this sector or actor; if given several times, with all of them.",
        default=(),
        metavar="TERM",
        completes="terms",
        make_test=_with_test,
    )
    without: Words = _filter(
        "--without",
        "Without this sector or actor.",
        default=(),
        metavar="TERM",
        completes="terms",
        make_test=_without_test,
    )
    milestones: bool = _filter(
        "--milestones",
        "Only milestones, which make a short chronology.",
        default=False,
        make_test=lambda log, given: lambda event: event.milestone,  # noqa: ARG005
    )
    no_parts: bool = _filter(
        "--no-parts",
        "Leave out the parts of larger events.",
        default=False,
        make_test=lambda log, given: lambda event: not event.part_of,  # noqa: ARG005
    )
    since: str | None = _filter(
        "--since",
        "From the first day of this date (2023, 'Feb 2023', 2023-Q1, ...) or event.",
        metavar="DATE|ID",
        completes="events",
    )
    until: str | None = _filter(
        "--until", "Up to the last day of this date or event.", metavar="DATE|ID", completes="events"
    )
    on: str | None = _filter(
        "--on",
        "At any time within this date or event, or on this day or month of any year: --03-27, '27 March', March.",
        metavar="DATE|ID",
        completes="events",
    )
    last: str | None = _filter("--last", "In the last 90d, 6w, 18m or 2y of the log's scope.", metavar="SPAN")
    around: str | None = _filter("--around", "Around the time of this event.", metavar="ID", completes="events")
    days: int | None = _filter(
        "--days", f"Days before and after the --around event (default {AROUND_DAYS}).", metavar="N"
    )
    known_by: str | None = _filter(
        "--known-by",
        "Known from what was published by the end of this date or event.",
        metavar="DATE|ID",
        completes="events",
    )
    surely_dated: bool = _filter("--surely-dated", "Only events certainly within the time asked for.", default=False)

    def __post_init__(self) -> None:
        # One text is one value. A set is sorted, because its order differs from run to run, and the first name that
        # is unknown is the one in the error message.
        for each in fields(self):
            value = getattr(self, each.name)
            if each.default == ():
                words = (value,) if isinstance(value, str) else sorted(value) if isinstance(value, Set) else value
                object.__setattr__(self, each.name, tuple(words))

    def tests(self, log: Timeline) -> list[Test]:
        """The tests that an event must pass, apart from its dates.

        Raises UnknownTermError for a name that is unknown or ambiguous, and UsageError for words without letters.
        """
        return [
            make_test(log, value)
            for each in fields(self)
            if (value := getattr(self, each.name)) and (make_test := filter_of(each).make_test)
        ]

    def window(self, log: Timeline) -> Window | EveryYear:
        """The time asked for; a Window without ends if none was.

        Raises UsageError for a text that is neither a date nor an event and for options that do not go together,
        and UnknownEventError for the event of --around.
        """
        given = [name for name in ("since", "until", "on", "last", "around") if getattr(self, name) is not None]
        if self.days is not None and self.around is None:
            raise UsageError("--days needs --around", "name the event with --around ID, or the last day with --until")
        if len(given) > 1 and given != ["since", "until"]:
            alone = next(name for name in ("on", "last", "around") if name in given)
            others = ", ".join(f"--{name}" for name in given if name != alone)
            raise UsageError(f"--{alone} cannot be combined with {others}", "use one of them")
        if self.surely_dated and not given and self.known_by is None:
            raise UsageError("--surely-dated needs a time", "add a filter by time, such as --since")
        if self.last is not None:
            return _parsed("--last", lambda: window_of_last(str(self.last), _end_of(log)))
        if self.around is not None:
            date = log.event(self.around).date
            days = AROUND_DAYS if self.days is None else self.days
            return Window(max(NEVER, date.s1 - days), min(FOREVER, date.e2 + days))
        if self.on is not None:
            on = str(self.on)
            if days_of_years := _parsed("--on", lambda: parse_every_year(on)):
                return days_of_years
            date = _date("--on", on, log)
            return Window(date.s1, date.e2)
        since = NEVER if self.since is None else _date("--since", self.since, log).s1
        until = FOREVER if self.until is None else _date("--until", self.until, log).e2
        if since > until:
            raise UsageError(f"--since {self.since} is later than --until {self.until}", "swap the dates")
        return Window(since, until)

    def known_by_day(self, log: Timeline) -> int | None:
        """The last day of --known-by, by which a source must have been published; None without it.

        Raises UsageError for a text that is neither a date nor an event.
        """
        return None if self.known_by is None else _date("--known-by", self.known_by, log).e2


def words_of(query: Query, facet: FacetName) -> Words:
    """The words by which a query filters by a facet."""
    words: Words = next(getattr(query, each.name) for each in fields(query) if filter_of(each).facet == facet)
    return words


def filter_of(query_field: Field[Any]) -> Filter:
    """The declaration of a filter that a field of Query carries."""
    found: Filter = query_field.metadata["filter"]
    return found


def query_from(**filters: Any) -> Query:
    """A query by the names of its options (`sector="energy"`) or of its fields (`sectors={"energy"}`).

    Raises TypeError for an unknown name, or for two names of one filter.
    """
    names = {each.name: each.name for each in fields(Query)}
    names.update({_keyword(each): each.name for each in fields(Query)})
    unknown = [name for name in filters if name not in names]
    if unknown:
        raise TypeError(f"unknown filter '{unknown[0]}'; the filters are {', '.join(_keywords())}")
    given: dict[str, Any] = {}
    for name, value in filters.items():
        if names[name] in given:
            raise TypeError(f"'{name}' is the same filter as '{names[name]}'; give only one of them")
        given[names[name]] = value
    return Query(**given)


def _keywords() -> Iterator[str]:
    return (_keyword(each) for each in fields(Query))


def _keyword(query_field: Field[Any]) -> str:
    """The option as a keyword of Python: "known_by" for --known-by, but the name of the field for --with."""
    name = filter_of(query_field).option.removeprefix("--").replace("-", "_")
    return query_field.name if name == "with" else name


def _date(option: str, value: object, log: Timeline) -> EdtfDate:
    """The date that a text means, or else the date of the event that it names by its id or the beginning of it.

    Raises UsageError if it is neither.
    """
    text = str(value).strip()
    try:
        return parse_typed(text)
    except DateError as error:
        wrong = UsageError(f"{option}: {error.message}", error.hint)
    if _parsed(option, lambda: parse_every_year(text)):
        raise UsageError(f"{option}: '{text}' has no year", "add the year; only --on takes a day of any year")
    # A mistyped date, such as 2023-02-3, must not be read as the beginning of an id.
    if text not in log.by_id and not any(character.isalpha() for character in text):
        raise wrong
    try:
        return log.event(text).date
    except UnknownEventError as unknown:
        if unknown.candidates:
            wrong = UsageError(f"{option}: {unknown.message}", unknown.hint)
        elif unknown.nearest or (text[0].isalpha() and " " not in text):
            hint = unknown.hint if unknown.nearest else f"{EXAMPLES}, or the id of an event"
            wrong = UsageError(f"{option}: '{shorten(text)}' is neither a date nor an event", hint)
    raise wrong


def _parsed(option: str, parse: Callable[[], T]) -> T:
    """What `parse` returns. Raises UsageError, which names the option, instead of DateError."""
    try:
        return parse()
    except DateError as error:
        raise UsageError(f"{option}: {error.message}", error.hint) from None


def _end_of(log: Timeline) -> int:
    """The last day of the log's scope; if that has no end, the last day of any event that has one."""
    if log.scope and log.scope.e2 < FOREVER:
        return log.scope.e2
    return max((event.date.e2 for event in log.events if event.date.e2 < FOREVER), default=FOREVER)
