"""The records of a log. A record that exists is valid in itself; a Timeline is valid as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias, get_args

from mmru_timeline.dates.edtf import EdtfDate, Overlap
from mmru_timeline.records.vocabulary import Term

Status: TypeAlias = Literal["fact", "claim", "planned", "disputed"]
"""It happened, somebody says so, it was to happen, or accounts differ."""
STATUSES: tuple[Status, ...] = get_args(Status)
Bound: TypeAlias = Literal["about", "at least", "more than", "at most", "less than"]
"""How exact a figure is."""
ActorKind: TypeAlias = Literal["person", "body", "company", "country", "group"]
SourceKind: TypeAlias = Literal["article", "report", "statement", "transcript", "document"]
Colour: TypeAlias = Literal[
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-black",
]
"""A colour by name. Its exact shade depends on the background of the terminal."""

USUAL_KINDS = (
    *("visit", "meeting", "agreement", "delivery", "exercise", "statement", "report"),
    *("statistic", "vote", "sanction", "ceremony", "incident", "other"),
)
"""The kinds of event that a log knows if it has no table of kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Term):
    """A kind of event, from the log's own table; without a table, one of USUAL_KINDS or of those in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector(Term):
    """A field of activity, with its colour on a terminal and a note on what belongs to it."""

    colour: Colour | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office that an actor held; `when` is the time in which it was held."""

    title: str
    when: EdtfDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Term):
    """A person, body, company, country or group."""

    kind: ActorKind | None = None
    roles: tuple[Role, ...] = ()
    note: str | None = None

    def roles_during(self, date: EdtfDate) -> list[str]:
        """The titles of the offices that the actor certainly held at some time within the date."""
        return [
            role.title
            for role in self.roles
            if role.when is not None and role.when.overlap(date.s1, date.e2) is Overlap.CERTAINLY
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Term):
    """A place; `part_of` is the id of the country or region that it is in."""

    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher(Term):
    """Who publishes sources; `state` is the id of the actor whose state runs it."""

    state: str | None = None


class Name(NamedTuple):
    """The name of a person or body; without `given`, `family` is the whole name, which is never inverted."""

    family: str
    given: str = ""
    suffix: str = ""

    @classmethod
    def parse(cls, text: str) -> Name:
        """The name that a log writes as "Family, Given", "Family, Given, Suffix", or as a whole: "Aung Zaw".

        A whole name that contains a comma is written in braces, as in BibTeX: "{Smith, Jones & Co.}".
        """
        if text.startswith("{") and text.endswith("}") and text[1:-1].strip():
            return cls(text[1:-1].strip())
        family, *others = (part.strip() for part in text.split(",", 2))
        return cls(family, *others) if family else cls(text)

    def __str__(self) -> str:
        """The name in its natural order: "Vladimir Soldatkin", "Martin Luther King Jr."."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page or document. In a Timeline `publisher` and `origin` are ids of publishers, or texts of their own."""

    id: str
    title: str
    publisher: str
    aliases: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    date: EdtfDate | None = None
    kind: SourceKind | None = None
    url: str | None = None
    origin: str | None = None
    secondary: bool = False
    lang: str | None = None
    archived: str | None = None
    accessed: EdtfDate | None = None
    cited_in: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    note: str | None = None

    @property
    def authors(self) -> tuple[Name, ...]:
        """The authors with the parts of their names."""
        return tuple(Name.parse(author) for author in self.author)

    @property
    def originator(self) -> str:
        """Whose report it is: its origin if it copies one, otherwise its publisher."""
        return self.origin or self.publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The id of a source, and with `at` the place in it that concerns the event, such as a page.

    With `context`, the source only gives background, and does not attest that the event happened.
    """

    id: str
    at: str | None = None
    context: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number: `value`, or a range from `value` to `to`, in `unit`, for the time `period`."""

    what: str
    value: int | float
    to: int | float | None = None
    unit: str | None = None
    bound: Bound | None = None
    period: EdtfDate | None = None
    sources: tuple[Citation, ...] = ()
    note: str | None = None

    @property
    def text(self) -> str:
        """The figure in one line: "planned capacity: about 100–110 MW (2025)"."""
        number = f"{self.value}" if self.to is None else f"{self.value}–{self.to}"
        amount = " ".join(part for part in (self.bound, number, self.unit) if part)
        return f"{self.what}: {amount}" + (f" ({self.period.text})" if self.period else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A rival version of an event: what it says, who says it, and its date and figures where they differ."""

    says: str
    sources: tuple[Citation, ...]
    date: EdtfDate | None = None
    figures: tuple[Figure, ...] = ()
    attributed_to: tuple[str, ...] = ()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Its own citations, followed by those of its figures."""
        return _with_figures(self.sources, self.figures)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The ids of its sources and those of its figures, once each."""
        return _ids_of(self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, is said to have happened, or was to happen, in the best-supported version."""

    id: str
    date: EdtfDate
    title: str
    summary: str | None = None
    kind: str = "other"
    status: Status = "fact"
    attributed_to: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    place: str | None = None
    figures: tuple[Figure, ...] = ()
    sources: tuple[Citation, ...] = ()
    part_of: str | None = None
    follows: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    note: str | None = None
    milestone: bool = False
    background: bool = False
    allow: tuple[str, ...] = ()

    @property
    def dates(self) -> tuple[EdtfDate, ...]:
        """Its date, followed by the rival dates of its accounts."""
        # Most events have no accounts, and this is the innermost step of every filter by time.
        if not self.accounts:
            return (self.date,)
        return (self.date, *(account.date for account in self.accounts if account.date))

    def overlap(self, first: int, last: int) -> Overlap:
        """Whether the event overlaps the window from `first` to `last`, both days included.

        A rival date is enough for it to be possible; for certainty all versions must agree.
        """
        return self.by_all_accounts(lambda date: date.overlap(first, last))

    def by_all_accounts(self, overlap: Callable[[EdtfDate], Overlap]) -> Overlap:
        """Whether the event overlaps a time, by the answer for its date and those for the rival dates."""
        overlaps = [overlap(date) for date in self.dates]
        if min(overlaps) is max(overlaps):
            return overlaps[0]
        return Overlap.POSSIBLY

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The ids of its own sources and those of its figures, once each, in order; without those of accounts."""
        return _ids_of(_with_figures(self.sources, self.figures))

    @property
    def all_citations(self) -> tuple[Citation, ...]:
        """Every citation: its own, those of its figures, and those of its rival accounts."""
        rivals = (citation for account in self.accounts for citation in account.citations)
        return (*_with_figures(self.sources, self.figures), *rivals)

    @property
    def all_source_ids(self) -> tuple[str, ...]:
        """The ids of all sources, those of rival accounts last, once each."""
        return _ids_of(self.all_citations)


def _with_figures(citations: tuple[Citation, ...], figures: tuple[Figure, ...]) -> tuple[Citation, ...]:
    return (*citations, *(citation for figure in figures for citation in figure.sources))


def _ids_of(citations: tuple[Citation, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.id for citation in citations))


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """The id of an event that was withdrawn: why, and which event covers it now."""

    id: str
    reason: str
    successor: str | None = None
