"""The table of fields: the single source of the reader, the JSON Schema, the keys of the exports and the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias, get_args

from mmru_timeline.records.model import STATUSES, USUAL_KINDS, ActorKind, Bound, Colour, SourceKind

MAX_ID_LENGTH = 64
MAX_ITEMS = 1_000
"""The most items in any list, except the list of events."""

ID_PATTERN = "[a-z0-9]+(?:-[a-z0-9]+)*"
NOT_IN_ADDRESSES = r"\s<>\"\\"
"""What no web address may contain; the inside of a character class."""
LANGUAGE_PATTERN = "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"
NUMBER_PATTERN = r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?"
WHOLE_NUMBER_PATTERN = "[1-9][0-9]{0,14}"


@dataclass(frozen=True, slots=True)
class Text:
    """Free text of at most `longest` characters; it may have several lines only if `lines`."""

    longest: int
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
    """A decimal number, at most 15 digits on either side of the point; if `whole`, a whole number of at least 1."""

    whole: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""


@dataclass(frozen=True, slots=True)
class Id:
    """The id of a record in `table`; without a table, an id that is declared here."""

    table: str = ""


@dataclass(frozen=True, slots=True)
class WarningCode:
    """The code of a warning or note."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The id of a place if the log has the table `places`, otherwise any text of at most `longest` characters."""

    longest: int = 120


@dataclass(frozen=True, slots=True)
class Attribution:
    """The id of an actor, or free text that contains a space."""


@dataclass(frozen=True, slots=True)
class Address:
    """A web address that begins with http:// or https://."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language tag such as `en` or `my`."""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with the fields of RECORDS[name]; with `short`, the bare value of that field will do."""

    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of items of one type."""

    item: FieldType


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping from ids to values of one type; the ids are those of `table`, or without a table declared here."""

    value: FieldType
    table: str = ""


FieldType: TypeAlias = (
    Text
    | Choice
    | Date
    | Number
    | Flag
    | Id
    | WarningCode
    | PlaceName
    | Attribution
    | Address
    | Language
    | Record
    | ListOf
    | MapOf
)


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record: its type, what it is for, and whether it is required.

    `attribute` is its name in the model if that differs; `default` is what a missing key means.
    """

    key: str
    type: FieldType
    help: str
    required: bool = False
    default: str = ""
    attribute: str = ""

    @property
    def target(self) -> str:
        """The name of the attribute in the model."""
        return self.attribute or self.key


_CITATIONS = ListOf(Record("citation", short="id"))
_NOTE = Field("note", Text(2_000, lines=True), "Anything else that a careful reader should know.")
_ALIASES = Field("aliases", ListOf(Text(160)), "Other spellings, abbreviations and names in other scripts.")

RECORDS: Mapping[str, tuple[Field, ...]] = {
    "log": (
        Field("schema", Choice(("1",)), "Version of this format.", required=True),
        Field("title", Text(200), "What the log is about.", required=True),
        Field("version", Text(40), "Version of the data."),
        Field("released", Date(), "When this version was published."),
        Field("editors", ListOf(Text(120)), "Who is responsible for the data, written as authors are."),
        Field("licence", Text(80), "SPDX identifier of the licence of the data."),
        Field("scope", Date(), "The time that the log covers; an event certainly outside it causes a warning."),
        Field("allow", ListOf(WarningCode()), "Codes of warnings and notes that are not shown for the whole log."),
        Field("kinds", MapOf(Record("kind")), "The kinds of event; without this table any id is accepted."),
        Field("sectors", MapOf(Record("sector")), "Fields of activity; without this table any id is accepted."),
        Field(
            "actors",
            MapOf(Record("actor")),
            "Persons, bodies, companies, countries and groups; without this table any id is accepted.",
        ),
        Field("places", MapOf(Record("place")), "Places; without this table the place of an event is any text."),
        Field("publishers", MapOf(Record("publisher")), "Publishers of sources."),
        Field("sources", MapOf(Record("source")), "The pages and documents that events are based on."),
        Field("events", ListOf(Record("event")), "The events, preferably in chronological order.", required=True),
        Field("retired", MapOf(Record("retired")), "Ids of events that were withdrawn, and why."),
    ),
    "kind": (
        Field("label", Text(80), "Its display name.", required=True),
        _ALIASES,
        Field("part_of", Id("kinds"), "The wider kind."),
    ),
    "sector": (
        Field("label", Text(80), "Its display name.", required=True),
        Field("colour", Choice(get_args(Colour)), "Its colour on a terminal."),
        Field("note", Text(400), "What belongs here."),
        Field("part_of", Id("sectors"), "The wider sector."),
        _ALIASES,
    ),
    "actor": (
        Field("name", Text(120), "Its display name.", required=True, attribute="label"),
        Field("kind", Choice(get_args(ActorKind)), "What kind of actor it is."),
        Field("part_of", Id("actors"), "What it permanently belongs to: its country, its parent company."),
        _ALIASES,
        Field("roles", ListOf(Record("role")), "Offices held, each with its dates."),
        _NOTE,
    ),
    "place": (
        Field("name", Text(120), "Its name as people read it.", required=True, attribute="label"),
        Field("part_of", Id("places"), "The country or region that it is in."),
        _ALIASES,
        _NOTE,
    ),
    "role": (
        Field("title", Text(120), "The office.", required=True),
        Field("when", Date(), "When it was held."),
    ),
    "publisher": (
        Field("name", Text(120), "Its display name.", required=True, attribute="label"),
        Field("state", Id("actors"), "The actor whose state runs it."),
        Field("part_of", Id("publishers"), "The wider publisher."),
        _ALIASES,
    ),
    "source": (
        Field(
            "title",
            Text(300),
            "The title as printed; for an untitled page, a description in [square brackets].",
            required=True,
        ),
        Field("aliases", ListOf(Text(160)), "What the log calls it, such as 'the Andrews report'."),
        Field("publisher", Text(160), "A term of `publishers`, or any text.", required=True),
        Field(
            "author",
            ListOf(Text(120)),
            "Who wrote it: `Family, Given`, or a name that is not to be inverted, as it is read.",
        ),
        Field("date", Date(), "When it was published."),
        Field("kind", Choice(get_args(SourceKind)), "What kind of source it is."),
        Field("url", Address(), "Its address."),
        Field("origin", Text(160), "Whose text it copies, if that is not the publisher."),
        Field("secondary", Flag(), "Whether it only repeats what other sources say.", default="false"),
        Field("lang", Language(), "Its language."),
        Field("archived", Address(), "The address of an archived copy."),
        Field("accessed", Date(), "When it was read."),
        Field(
            "cited_in",
            MapOf(ListOf(Number(whole=True)), "sources"),
            "The numbers of the footnotes in which other sources cite it.",
        ),
        _NOTE,
    ),
    "citation": (
        Field("id", Id("sources"), "The source.", required=True),
        Field("at", Text(80), "The place in it, such as a page."),
        Field("context", Flag(), "Whether it only gives background, and does not attest the event.", default="false"),
    ),
    "figure": (
        Field("what", Text(120), "What is counted or measured.", required=True),
        Field("value", Number(), "The number, or the lower end of a range.", required=True),
        Field("to", Number(), "The upper end of a range."),
        Field("unit", Text(60), "Its unit."),
        Field("bound", Choice(get_args(Bound)), "How exact it is."),
        Field("period", Date(), "The time to which it applies."),
        Field("sources", _CITATIONS, "The sources that give it, if not all sources of the event."),
        Field("note", Text(800), "Anything else about the figure."),
    ),
    "account": (
        Field("says", Text(800, lines=True), "What this version says.", required=True),
        Field("sources", _CITATIONS, "The sources that say so.", required=True),
        Field("date", Date(), "The date that it gives, if it differs."),
        Field("figures", ListOf(Record("figure")), "The figures that it gives, if they differ."),
        Field("attributed_to", ListOf(Attribution()), "Who says so."),
    ),
    "event": (
        Field("id", Id(), "Its permanent name, in lowercase letters, digits and hyphens.", required=True),
        Field("date", Date(), "When it happened, as exactly as its sources say and no more so.", required=True),
        Field("title", Text(120), "One line in sentence case, without a full stop.", required=True),
        Field("summary", Text(800, lines=True), "One to three sentences."),
        Field(
            "kind",
            Id("kinds"),
            "What kind of event it is, usually one of " + ", ".join(USUAL_KINDS) + ".",
            default="other",
        ),
        Field(
            "status",
            Choice(STATUSES),
            "Whether it happened, is claimed to have happened, was planned, or is disputed.",
            default="fact",
        ),
        Field("attributed_to", ListOf(Attribution()), "Who makes the claim; required for a claim."),
        Field("sectors", ListOf(Id("sectors")), "The sectors it belongs to, the main one first."),
        Field("actors", ListOf(Id("actors")), "Who took part, the main one first."),
        Field("place", PlaceName(), "Where it happened: a place of `places`, or a town and country."),
        Field("figures", ListOf(Record("figure")), "Numbers that its sources give."),
        Field("sources", _CITATIONS, "What it is based on; an event without sources causes a warning."),
        Field("part_of", Id("events"), "The larger event that contains it."),
        Field("follows", ListOf(Id("events")), "Earlier events that it builds on, answers, implements or replaces."),
        Field("accounts", ListOf(Record("account")), "Rival versions; required for a disputed event."),
        _NOTE,
        Field("milestone", Flag(), "Whether it belongs to the short chronology.", default="false"),
        Field("background", Flag(), "Whether it is deliberately outside the scope.", default="false"),
        Field("allow", ListOf(WarningCode()), "Codes of warnings and notes that are not shown for this event."),
    ),
    "retired": (
        Field("reason", Text(300), "Why it was withdrawn.", required=True),
        Field("successor", Id("events"), "The event that covers it now."),
    ),
}
