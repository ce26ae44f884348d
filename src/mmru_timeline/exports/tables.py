"""The tables that programs get: down a pipe a row is a line, and with --json an object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, TypeAlias, get_args

from mmru_timeline.dates.edtf import EdtfDate
from mmru_timeline.exports.json import head_of, plain, write_object
from mmru_timeline.query.facets import FACETS, FacetName
from mmru_timeline.query.grouping import Group
from mmru_timeline.query.matching import Hit, Match
from mmru_timeline.records import fields
from mmru_timeline.records.model import STATUSES, Account, Bound
from mmru_timeline.records.timeline import Timeline

if TYPE_CHECKING:
    from mmru_timeline.analysis.citations import Reference

NOTHING = "-"
"""What a field without a value contains, since many shell tools read two tabs as one."""

Row: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the type of its values, what it contains, and how a row gives it.

    The value of a row is None, False or empty if it has none, unless the column is `required`. Lines leave out a column
    that is `only_json`.
    """

    type: fields.FieldType
    help: str
    value: Callable[[Timeline, Row], Any]
    _: KW_ONLY
    required: bool = False
    only_json: bool = False


Table: TypeAlias = Mapping[str, Column]
"""Columns by their key in JSON, in the order of the fields in a line."""


def write_lines(table: Table, log: Timeline, rows: Iterable[Row], stream: TextIO) -> None:
    """One row per line: fields separated by tabs, lists joined by commas, and `-` where there is nothing."""
    columns = [(key, column) for key, column in table.items() if not column.only_json]
    for row in rows:
        stream.write("\t".join(_field(key, column.value(log, row)) for key, column in columns) + "\n")


def write_tables(log: Timeline, tables: Mapping[str, tuple[Table, Sequence[Row]]], stream: TextIO) -> None:
    """One JSON object: the head of the log, and each table as a list of objects that have all keys."""
    document: dict[str, Any] = {"timeline": head_of(log)}
    for name, (table, rows) in tables.items():
        document[name] = [{key: plain(column.value(log, row)) for key, column in table.items()} for row in rows]
    write_object(document, stream)


def _field(key: str, value: Any) -> str:
    match plain(value):
        case None | False | "" | [] | ():
            return NOTHING
        case True:
            return key
        case "certain" | "possible" as sign if key == "match":
            return "=" if sign == "certain" else "?"
        case list() | tuple() as values:
            return ",".join(map(str, values))
        case text:
            # Some texts of a log have several lines.
            return str(text).replace("\n", " ")


_TEXT = fields.Text(0)
_TEXTS = fields.ListOf(_TEXT)
_DATE = fields.Date()
_NUMBER = fields.Number()
_COUNT = fields.Number(whole=True)
_FLAG = fields.Flag()
_MATCH = Column(
    fields.Choice(get_args(Match)),
    "`certain`, or `=` in a line: certainly within the time asked for; `possible`, or `?`: only possibly.",
    lambda _, row: row.hit.match,
    required=True,
)
_EVENT_DATE = Column(_DATE, "The date of the event, in EDTF.", lambda _, row: row.hit.event.date, required=True)
_EVENT_ID = Column(_TEXT, "The id of the event.", lambda _, row: row.hit.event.id, required=True)


class GroupedHit(NamedTuple):
    """A hit under one of its headings."""

    hit: Hit
    group: Group


class Cited(NamedTuple):
    """The reference to an event or a source, by its id, or to the log itself, whose id is None.

    `rival`: only rival accounts of the event cite the source.
    """

    id: str | None
    reference: Reference
    event: bool = False
    rival: bool = False


class Rival(NamedTuple):
    """A rival account of a hit."""

    hit: Hit
    account: Account


EVENTS: Table = {
    "date": _EVENT_DATE,
    "match": _MATCH,
    "status": Column(
        fields.Choice(STATUSES), f"{', '.join(STATUSES[:-1])} or {STATUSES[-1]}.", lambda _, row: row.hit.event.status
    ),
    "title": Column(_TEXT, "Its title.", lambda _, row: row.hit.event.title),
    "sectors": Column(_TEXTS, "The ids of its sectors, the main one first.", lambda _, row: row.hit.event.sectors),
    "id": _EVENT_ID,
    "milestone": Column(
        _FLAG, "Whether it is a milestone: in a line `milestone` or `-`.", lambda _, row: row.hit.event.milestone
    ),
}
"""A row is a GroupedHit."""

EVENTS_BY_TERM: Table = {
    **EVENTS,
    "group": Column(
        _TEXT,
        "With any `--by` but `year`: the id of the sector, actor or other term that the event itself has.",
        lambda _, row: row.group.term,
    ),
}

DISPUTES: Table = {
    "date": _EVENT_DATE,
    "match": _MATCH,
    "id": _EVENT_ID,
    "rival_date": Column(_DATE, "The date that the rival account gives, if any.", lambda _, row: row.account.date),
    "attributed_to": Column(_TEXTS, "Who says so.", lambda _, row: row.account.attributed_to),
    "sources": Column(_TEXTS, "The ids of the sources that say so.", lambda _, row: row.account.source_ids),
    "says": Column(_TEXT, "What the rival account says.", lambda _, row: row.account.says),
}
"""A row is a Rival."""

FIGURES: Table = {
    "date": _EVENT_DATE,
    "match": _MATCH,
    "event": _EVENT_ID,
    "what": Column(_TEXT, "What is counted or measured.", lambda _, row: row.figure.what, required=True),
    "bound": Column(
        fields.Choice(get_args(Bound)),
        f"{', '.join(get_args(Bound))}; nothing if it is exact.",
        lambda _, row: row.figure.bound,
    ),
    "value": Column(
        _NUMBER, "The number, or the lower end of a range.", lambda _, row: row.figure.value, required=True
    ),
    "to": Column(_NUMBER, "The upper end of a range.", lambda _, row: row.figure.to),
    "unit": Column(_TEXT, "Its unit.", lambda _, row: row.figure.unit),
    "period": Column(_DATE, "The time to which it applies.", lambda _, row: row.figure.period),
    "rival": Column(
        _FLAG, "Whether a rival account gives it: in a line `rival` or `-`.", lambda _, row: row.account is not None
    ),
    "sources": Column(
        _TEXTS,
        "The ids of its sources, or else of the sources of the event or account that gives it.",
        lambda _, row: row.source_ids,
    ),
    "title": Column(
        _TEXT, "The title of the event.", lambda _, row: row.hit.event.title, required=True, only_json=True
    ),
    "note": Column(_TEXT, "A note on it.", lambda _, row: row.figure.note, only_json=True),
}
"""A row is a FigureRow."""

CHART: Table = {
    "period": Column(_DATE, "The period, in EDTF.", lambda _, row: row.period.text, required=True),
    "certain": Column(
        _COUNT,
        "How many events certainly fall within it; not those that may fall outside.",
        lambda _, row: row.certain,
        required=True,
    ),
    "possible": Column(_COUNT, "How many only possibly do.", lambda _, row: row.possible, required=True),
    "term": Column(
        _TEXT,
        "The id of the sector or other term; `*` for all events, and nothing for those without one.",
        lambda _, row: "*" if row.group.by == "year" else row.group.term or None,
    ),
    "label": Column(_TEXT, "Its name.", lambda _, row: row.group.heading, required=True),
}
"""A row is a Cell."""

AUDIT: Table = {
    "section": Column(_TEXT, "The heading of its section.", lambda _, row: row.section, required=True),
    "label": Column(_TEXT, "What was counted.", lambda _, row: row.label, required=True),
    "events": Column(
        _COUNT,
        "How many events there are; nothing for a silence.",
        lambda _, row: None if row.silence else len(row.events),
    ),
    "share": Column(
        _NUMBER, "Their share of all events asked for, from 0 to 1.", lambda _, row: row.share and round(row.share, 4)
    ),
    "least_days": Column(
        _COUNT, "The shortest possible length of a silence.", lambda _, row: row.silence and row.silence.least
    ),
    "most_days": Column(
        _COUNT, "The longest possible length of a silence.", lambda _, row: row.silence and row.silence.most
    ),
    "ids": Column(
        _TEXTS,
        "The ids of the events; for a silence, of the events before and after it.",
        lambda _, row: [event.id for event in row.events],
        only_json=True,
    ),
}
"""A row is a Finding."""

THREADS: Table = {
    "date": Column(_DATE, "The date of its first event.", lambda _, row: row.chain[0].date, required=True),
    "first": Column(_TEXT, "The id of its first event.", lambda _, row: row.chain[0].id, required=True),
    "last": Column(
        _TEXT, "The id of the last event of its longest chain.", lambda _, row: row.chain[-1].id, required=True
    ),
    "steps": Column(_COUNT, "The length of its longest chain.", lambda _, row: len(row.chain), required=True),
    "events": Column(_COUNT, "How many events it has.", lambda _, row: len(row.events), required=True),
    "title": Column(_TEXT, "The title of its first event.", lambda _, row: row.chain[0].title, required=True),
    "chain": Column(
        _TEXTS, "The ids of its longest chain.", lambda _, row: [each.id for each in row.chain], only_json=True
    ),
}
"""A row is a Thread."""

STEPS: Table = {
    "date": Column(_DATE, "The date of the event, in EDTF.", lambda _, row: row.event.date, required=True),
    "id": Column(_TEXT, "The id of the event.", lambda _, row: row.event.id, required=True),
    "after": Column(_TEXT, "The id of the event that it follows.", lambda _, row: row.before and row.before.id),
    "least_days": Column(_COUNT, "The fewest days possible between the two.", lambda _, row: row.days and row.days[0]),
    "most_days": Column(_COUNT, "The most days possible between the two.", lambda _, row: row.days and row.days[1]),
    "also_after": Column(
        _TEXTS, "The ids of other events that it follows.", lambda _, row: [each.id for each in row.also]
    ),
    "title": Column(_TEXT, "The title of the event.", lambda _, row: row.event.title, required=True),
}
"""A row is a Step; each comes after the one that it follows."""

CITATIONS: Table = {
    "id": Column(
        _TEXT, "The id of the source or event; nothing for the log itself.", lambda _, row: row.id, only_json=True
    ),
    "event": Column(_FLAG, "Whether it is an event.", lambda _, row: row.event, only_json=True),
    "rival": Column(_FLAG, "Whether only rival accounts cite it.", lambda _, row: row.rival, only_json=True),
    "reference": Column(_TEXT, "The entry in a list of references.", lambda _, row: str(row.reference), required=True),
}
"""A row is a Cited."""


def _terms(by: FacetName, record: str, *in_lines: str, computed: Table | None = None) -> Table:
    """A table of terms with their counts and the fields of their records; a row is a Group.

    Lines have only those fields that are named in `in_lines`. The `computed` columns replace fields, or are added.
    """
    return {
        "id": Column(_TEXT, "Its id.", lambda _, group: group.term, required=True),
        "events": Column(
            _COUNT, "How many events have it or a part of it.", lambda _, group: len(group.hits), required=True
        ),
        "itself": Column(
            _COUNT,
            "How many of them have it itself, and not only a part of it.",
            lambda _, group: group.itself,
            required=True,
        ),
        "possible": Column(
            _COUNT,
            "How many of them are only possibly within the time asked for.",
            lambda _, group: sum(not hit.certain for hit in group.hits),
            required=True,
        ),
        "first": Column(_DATE, "The date of its first event.", lambda _, group: _date_of(group.hits[:1])),
        "last": Column(_DATE, "The date of its last event.", lambda _, group: _date_of(group.hits[-1:])),
        **{
            field.key: Column(
                field.type, field.help, _field_of(by, field), only_json=field.key not in ("part_of", *in_lines)
            )
            for field in fields.RECORDS[record]
            if field.target != "label"
        },
        **(computed or {}),
        "label": Column(_TEXT, "Its name.", lambda _, group: group.heading, required=True),
    }


def _date_of(hits: Sequence[Hit]) -> EdtfDate | None:
    return hits[0].event.date if hits else None


def _field_of(by: FacetName, field: fields.Field) -> Callable[[Timeline, Row], Any]:
    """The value of a field of a group's term; nothing for a text that is not declared."""

    def value(log: Timeline, group: Row) -> Any:
        nothing: Any = [] if isinstance(field.type, fields.ListOf) else None
        found = getattr(FACETS[by].vocabulary_of(log).terms.get(group.term), field.target, nothing)
        return plain(found, field.type)

    return value


def _field_of_source(field: fields.Field) -> Callable[[Timeline, Row], Any]:
    return lambda _, row: plain(getattr(row.source, field.target), field.type)


SECTORS = _terms("sector", "sector")
ACTORS = _terms("actor", "actor", "kind")
PLACES = _terms("place", "place")
PUBLISHERS = _terms(
    "publisher",
    "publisher",
    computed={
        "state": Column(
            _TEXT,
            "The id of the state that runs it, or that runs what it is part of.",
            lambda log, group: log.state_of(group.term),
        ),
        "sources": Column(
            _COUNT,
            "How many of its sources, and of its parts, those events cite.",
            lambda log, group: len(group.cited(log)),
            required=True,
        ),
    },
)
SOURCES: Table = {
    "id": Column(_TEXT, "Its id.", lambda _, row: row.source.id, required=True, only_json=True),
    "events": Column(_COUNT, "How many events cite it.", lambda _, row: len(row.hits), required=True, only_json=True),
    **{
        field.key: Column(field.type, field.help, _field_of_source(field), required=field.required, only_json=True)
        for field in fields.RECORDS["source"]
    },
}
"""A row is a CitedSource; lines have only the publishers."""

TABLES: Mapping[str, Mapping[str, Table]] = {
    "sectors": {"sectors": SECTORS},
    "actors": {"actors": ACTORS},
    "places": {"places": PLACES},
    "sources": {"publishers": PUBLISHERS, "sources": SOURCES},
    "thread": {"threads": THREADS, "steps": STEPS},
    "figures": {"figures": FIGURES},
    "chart": {"chart": CHART},
    "audit": {"audit": AUDIT},
    "cite": {"citations": CITATIONS},
}
"""The tables of each command, by their keys in its JSON; its lines are those of the first table that has rows."""
