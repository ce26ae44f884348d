"""Filters as they were typed, to a Query: words resolved against the log, dates read."""

from __future__ import annotations

from mmru_timeline.cli.options import AROUND, Filters
from mmru_timeline.cli.run import Misuse, event_named, unknown
from mmru_timeline.dates.edtf import FOREVER, NEVER, DateError
from mmru_timeline.query.matching import Query, phrases_of, resolve_all, sources_by_name, statuses, terms_of_both
from mmru_timeline.records.model import Status, Timeline
from mmru_timeline.records.vocabulary import Term, UnknownTerm, Vocabulary, fold_words


def query_of(filters: Filters, timeline: Timeline) -> Query:
    """What the filters ask for, their words resolved against the log; raises Misuse."""
    both = terms_of_both(timeline)
    since, until = _window(filters, timeline)
    phrases = phrases_of(filters.words)
    if filters.words and not phrases:
        raise Misuse(f"{' '.join(filters.words)!r} holds no word to search for", "write letters or digits")
    return Query(
        phrases=phrases,
        sectors=_wide(timeline.sectors, "--sector", filters.sector, "`mmru sectors` lists them"),
        actors=_wide(timeline.actors, "--actor", filters.actor, "`mmru actors` lists them"),
        kinds=_wide(
            timeline.kinds, "--kind", filters.kind, f"write one of {', '.join(term.id for term in timeline.kinds)}"
        ),
        statuses=_statuses(filters),
        places=tuple(words for place in filters.place if (words := tuple(fold_words(place)))),
        sources=_sources(filters, timeline),
        demands=tuple(_within(timeline, name) for name in _resolved(both, "--with", filters.demand, _BOTH)),
        excludes=tuple(_within(timeline, name) for name in _resolved(both, "--without", filters.exclude, _BOTH)),
        since=since,
        until=until,
        known_by=_typed("--known-by", filters.known_by, first=False) if filters.known_by is not None else None,
        surely_dated=filters.surely_dated,
        milestones=filters.milestones,
        no_parts=filters.no_parts,
    )


_BOTH = "`mmru sectors` and `mmru actors` list them"


def _resolved(vocabulary: Vocabulary[Term], option: str, values: tuple[str, ...], listing: str) -> list[str]:
    try:
        return resolve_all(vocabulary, values)
    except UnknownTerm as error:
        unknown(option, error, vocabulary, listing)


def _wide(vocabulary: Vocabulary[Term], option: str, values: tuple[str, ...], listing: str) -> frozenset[str] | None:
    """The ids named with all that is part of them; None where the option was not given."""
    if not values:
        return None
    return frozenset().union(*(vocabulary.within(name) for name in _resolved(vocabulary, option, values, listing)))


def _within(timeline: Timeline, name: str) -> frozenset[str]:
    return timeline.actors.within(name) if name in timeline.actors else timeline.sectors.within(name)


def _statuses(filters: Filters) -> frozenset[Status] | None:
    names = _resolved(statuses(), "--status", filters.status, f"write one of {', '.join(Status)}")
    return frozenset(Status(name) for name in names) or None


def _sources(filters: Filters, timeline: Timeline) -> frozenset[str] | None:
    if not filters.source:
        return None
    vocabulary, meant = sources_by_name(timeline)
    names = _resolved(vocabulary, "--source", filters.source, "`mmru sources` lists the publishers")
    return frozenset().union(*(meant[name] for name in names))


def _window(filters: Filters, timeline: Timeline) -> tuple[int, int]:
    """First and last day asked for; NEVER and FOREVER where a side is open."""
    given = [name for name in ("since", "until", "on", "last", "around") if getattr(filters, name) is not None]
    if filters.days is not None and filters.around is None:
        raise Misuse("--days belongs to --around ID", "name the event, or write --last for a span of time")
    if len(given) > 1 and given != ["since", "until"]:
        alone = next(f"--{name}" for name in ("on", "last", "around") if name in given)
        raise Misuse(
            f"{alone} cannot stand beside {', '.join(f'--{name}' for name in given if f'--{name}' != alone)}",
            "use one of them",
        )
    if filters.last is not None:
        return _last(filters.last, timeline)
    if filters.around is not None:
        date = event_named(timeline, filters.around).date
        days = AROUND if filters.days is None else filters.days
        return max(NEVER, date.s1 - days), min(FOREVER, date.e2 + days)
    if filters.on is not None:
        return _typed("--on", filters.on, first=True), _typed("--on", filters.on, first=False)
    since = _typed("--since", filters.since, first=True)
    until = _typed("--until", filters.until, first=False)
    if since > until:
        raise Misuse(f"--since {filters.since} is later than --until {filters.until}", "exchange the two")
    if filters.surely_dated and not given and filters.known_by is None:
        raise Misuse("--surely-dated needs a time to hold the dates against", "add --since, --until, --on or --last")
    return since, until


def _typed(option: str, text: str | None, *, first: bool) -> int:
    if text is None:
        return NEVER if first else FOREVER
    from mmru_timeline.dates.typed import parse_typed

    try:
        date = parse_typed(text)
    except DateError as error:
        raise Misuse(f"{option}: {error.message}", error.hint) from None
    return date.s1 if first else date.e2


def _last(text: str, timeline: Timeline) -> tuple[int, int]:
    from mmru_timeline.dates.typed import window_of_last

    ends = [event.date.e2 for event in timeline.events if event.date.e2 < FOREVER]
    end = timeline.scope.e2 if timeline.scope and timeline.scope.e2 < FOREVER else max(ends, default=FOREVER)
    try:
        return window_of_last(text, end)
    except DateError as error:
        raise Misuse(f"--last: {error.message}", error.hint) from None
