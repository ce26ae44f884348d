"""The one table of fields: source of the reader, the JSON Schema, the keys of the exports and the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mmru_timeline.records.model import BOUNDS, KINDS, Status

MAX_ID = 64
MAX_ITEMS = 1_000

COLOURS = (
    *("red", "green", "yellow", "blue", "magenta", "cyan", "white"),
    *("bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-black"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """Free text of at most `most` characters; of several lines only if `lines`."""

    most: int
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a fixed set of words."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF date."""


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number, at most 15 digits; a whole one from 1 up if `whole`."""

    whole: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of a record of the table named; a new id where `table` is empty."""

    table: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The id of an actor, or free text with a space in it."""


@dataclass(frozen=True, slots=True)
class Web:
    """An address beginning with http:// or https://."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A language tag such as `en` or `my`."""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with the fields of RECORDS[name]; where `short` is given, that field's value alone will do."""

    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of items of one type."""

    item: Type


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from ids to values of one type; the ids are those of `table`, or new where it is empty."""

    value: Type
    table: str = ""


Type = Text | Choice | Date | Number | Flag | Ref | Attribution | Web | Tag | Record | ListOf | MapOf


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record: its type, what it is for, and whether it must stand there.

    `attribute` is the model's name for it where that differs; `default` is what a missing key means.
    """

    key: str
    type: Type
    help: str
    required: bool = False
    default: str = ""
    attribute: str = ""

    @property
    def target(self) -> str:
        """The model's name of the value."""
        return self.attribute or self.key


_CITATIONS = ListOf(Record("citation", short="id"))
_NOTE = Field("note", Text(2_000, lines=True), "Anything that a careful reader should know.")
_ALIASES = Field("aliases", ListOf(Text(160)), "Other spellings, abbreviations, other scripts.")

RECORDS: Mapping[str, tuple[Field, ...]] = {
    "log": (
        Field("schema", Choice(("1",)), "Version of this format.", required=True),
        Field("title", Text(200), "What the log is about.", required=True),
        Field("version", Text(40), "Version of the data."),
        Field("released", Date(), "When that version was published."),
        Field("editors", ListOf(Text(120)), "Who answers for the data."),
        Field("licence", Text(80), "SPDX identifier of the data's licence."),
        Field("scope", Date(), "The span the log covers; events certainly outside it are a warning."),
        Field("kinds", MapOf(Record("kind")), "The kinds of event; without this table any id serves."),
        Field("sectors", MapOf(Record("sector")), "Fields of activity; without this table any id serves."),
        Field(
            "actors", MapOf(Record("actor")), "Persons, bodies, companies, countries, groups; without it any id serves."
        ),
        Field("publishers", MapOf(Record("publisher")), "Publishers of sources."),
        Field("sources", MapOf(Record("source")), "Pages and documents that events rest on."),
        Field("events", ListOf(Record("event")), "The events, best in the order of time.", required=True),
        Field("retired", MapOf(Record("retired")), "Ids that are no longer events, and why."),
    ),
    "kind": (
        Field("label", Text(80), "The kind as people read it.", required=True),
        _ALIASES,
        Field("part_of", Ref("kinds"), "The wider kind."),
    ),
    "sector": (
        Field("label", Text(80), "The sector as people read it.", required=True),
        Field("colour", Choice(COLOURS), "Its colour on a terminal."),
        Field("note", Text(400), "What belongs here."),
        Field("part_of", Ref("sectors"), "The wider sector."),
        _ALIASES,
    ),
    "actor": (
        Field("name", Text(120), "The name as people read it.", required=True, attribute="label"),
        Field("kind", Choice(("person", "body", "company", "country", "group")), "What the actor is."),
        Field("part_of", Ref("actors"), "What it belongs to for good: its country, its parent company."),
        _ALIASES,
        Field("roles", ListOf(Record("role")), "Offices held, each for its time."),
        _NOTE,
    ),
    "role": (
        Field("title", Text(120), "The office.", required=True),
        Field("when", Date(), "When it was held."),
    ),
    "publisher": (
        Field("name", Text(120), "The name as people read it.", required=True, attribute="label"),
        Field("state", Ref("actors"), "The actor whose state runs it."),
        Field("part_of", Ref("publishers"), "The wider publisher."),
        _ALIASES,
    ),
    "source": (
        Field("title", Text(300), "As printed; of an untitled page a description in [square brackets].", required=True),
        Field("publisher", Text(160), "A term of `publishers`, or text.", required=True),
        Field("author", ListOf(Text(120)), "Who wrote it."),
        Field("date", Date(), "When it was published."),
        Field("kind", Choice(("article", "report", "statement", "transcript", "document")), "What it is."),
        Field("url", Web(), "Its address."),
        Field("origin", Text(160), "Whose text it carries, where not the publisher's own."),
        Field("secondary", Flag(), "Whether it only relays what other sources say.", default="false"),
        Field("lang", Tag(), "Its language."),
        Field("archived", Web(), "Address of an archived copy."),
        Field("accessed", Date(), "When it was read."),
        Field("cited_in", MapOf(ListOf(Number(whole=True)), "sources"), "Its footnotes in another source."),
        _NOTE,
    ),
    "citation": (
        Field("id", Ref("sources"), "The source.", required=True),
        Field("at", Text(80), "The place in it."),
    ),
    "figure": (
        Field("what", Text(120), "What is counted or measured.", required=True),
        Field("value", Number(), "The number, or the lower end of a range.", required=True),
        Field("to", Number(), "The upper end of a range."),
        Field("unit", Text(60), "Its unit."),
        Field("bound", Choice(BOUNDS), "How exact it is."),
        Field("period", Date(), "When it holds."),
        Field("sources", _CITATIONS, "Who gives it, where not the event's sources at large."),
        Field("note", Text(800), "What to know about it."),
    ),
    "account": (
        Field("says", Text(800, lines=True), "What this version says.", required=True),
        Field("sources", _CITATIONS, "Who says so.", required=True),
        Field("date", Date(), "Its date, where it differs."),
        Field("figures", ListOf(Record("figure")), "Its figures, where they differ."),
        Field("attributed_to", ListOf(Attribution()), "On whose word."),
    ),
    "event": (
        Field("id", Ref(), "Its name for ever, in small letters, digits and hyphens.", required=True),
        Field("date", Date(), "When it happened, as exactly as its sources say and no more.", required=True),
        Field("title", Text(120), "One line, sentence case, no full stop.", required=True),
        Field("summary", Text(800, lines=True), "One to three sentences."),
        Field(
            "kind",
            Ref("kinds"),
            "What sort of happening it is, usually one of " + ", ".join(KINDS) + ".",
            default="other",
        ),
        Field(
            "status",
            Choice(tuple(Status)),
            "It happened, is said to have, was to happen, or accounts differ.",
            default="fact",
        ),
        Field("attributed_to", ListOf(Attribution()), "Whose claim it is; a claim must have it."),
        Field("sectors", ListOf(Ref("sectors")), "The fields it belongs to, the main one first."),
        Field("actors", ListOf(Ref("actors")), "Who took part, the main one first."),
        Field("place", Text(120), "Where: town, country."),
        Field("figures", ListOf(Record("figure")), "Numbers given for it."),
        Field("sources", _CITATIONS, "What it rests on; none is a warning."),
        Field("part_of", Ref("events"), "The larger event that contains it."),
        Field("follows", ListOf(Ref("events")), "Earlier events that it builds on, answers, implements or replaces."),
        Field("accounts", ListOf(Record("account")), "Rival versions; a disputed event must have one."),
        _NOTE,
        Field("milestone", Flag(), "Whether the short chronology has it.", default="false"),
        Field("background", Flag(), "Whether it is outside the scope on purpose.", default="false"),
        Field("allow", ListOf(Ref("codes")), "Codes of warnings that are right here and stay silent."),
    ),
    "retired": (
        Field("reason", Text(300), "Why it was withdrawn.", required=True),
        Field("successor", Ref("events"), "The event that tells its matter now."),
    ),
}
