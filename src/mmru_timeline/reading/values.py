"""Readers of single values: from a node to a text, number, date, id or flag that is valid in itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias
from urllib.parse import quote, urlsplit

from mmru_timeline.dates import edtf
from mmru_timeline.reading import remedies
from mmru_timeline.reading.diagnostics import Code, Severity, error, note
from mmru_timeline.reading.draft import Draft, Reference, probable_id
from mmru_timeline.reading.nodes import Mapping, Node, Scalar, Sequence
from mmru_timeline.records import fields
from mmru_timeline.text import shorten

WRONG_SHAPE = error("""
wrong-shape: The field expects a list, a mapping or text, but the value is one of the other two.

Remedy:
    Write what the field expects; docs/codebook.md lists the type of every field.

Fails:
    editors: Anna Berg

Passes:
    editors: [Anna Berg]
""")
EMPTY_VALUE = error("""
empty-value: A key is present, but its value is empty.

Remedy:
    Give it a value, or delete the key.

Fails:
    licence:

Passes:
    licence: CC0-1.0
""")
TOO_LONG = error("""
too-long: Text, a list or an id is longer than its field allows.

Remedy:
    Shorten it. If the rest is worth keeping, move it to `summary` or `note`.

Fails:
    licence: >-
      Creative Commons Attribution 4.0 International, which everybody may use
      who names the editors

Passes:
    licence: CC-BY-4.0
""")
LINE_BREAK = error("""
line-break: Text that must be on a single line contains a line break.

Remedy:
    Fold it with `>-`, or write it on one line.

Fails:
    sectors:
      water:
        label: |
          Water
          supply

Passes:
    sectors:
      water:
        label: >-
          Water
          supply
""")
ZERO_WIDTH_SPACE = note("""
zero-width-space: The text contains a zero-width space (U+200B). It is invisible, and searches miss the word that
contains it.

Remedy:
    Delete it, unless it marks where a long word may break.

Fails:
    editors: ["Anna Be\\u200brg"]

Passes:
    editors: ["Anna Berg"]
""")
WRONG_VALUE = error("""
wrong-value: The value is not one that the field accepts.

Remedy:
    Write one of the values listed in the message, or a value of the form it describes.

Fails:
    sectors:
      water: {label: Water supply, colour: navy}

Passes:
    sectors:
      water: {label: Water supply, colour: blue}
""")
BAD_ID = error("""
bad-id: The text is not a valid id. An id consists of lowercase letters a-z, digits and single hyphens, and has at
most 64 characters.

Remedy:
    Rewrite it in that form, for example `fomin-visit-2021`.

Fails:
    sectors:
      Water_Supply: {label: Water supply}

Passes:
    sectors:
      water-supply: {label: Water supply}
""")
BAD_ADDRESS = error("""
bad-address: The text is not a web address that can be opened. An address starts with http:// or https://, followed by
the name of a host, and contains no spaces, quotation marks, angle brackets or backslashes.

Remedy:
    Write the full address. If the source is not a web page, describe it with `title` and `kind` instead.

Fails:
    sources:
      snow: {title: On Cholera, publisher: Churchill, url: example.org/1}
    events:
      - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
         sources: [snow]}

Passes:
    sources:
      snow: {title: On Cholera, publisher: Churchill, url: https://example.org/1}
    events:
      - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
         sources: [snow]}
""")
BAD_ATTRIBUTION = error("""
bad-attribution: An entry of `attributed_to` is neither a valid id nor text of more than one word, so it may be a
misspelled id.

Remedy:
    Write the id of an actor, or free text that contains a space.

Fails:
    - {id: pump-blamed, date: 1854-09-07, title: Broad Street pump blamed,
       sources: [snow],
       attributed_to: [Snow]}

Passes:
    - {id: pump-blamed, date: 1854-09-07, title: Broad Street pump blamed,
       sources: [snow],
       attributed_to: [John Snow]}
""")
BAD_DATE = error("""
bad-date: The text is not an EDTF (ISO 8601-2) date. A date is written 2023, 2023-02 or 2023-02-06, and an interval
A/B, with `..` for an open end and nothing for an unknown one. `?` (uncertain), `~` (approximate) or `%` (both) may
follow a date, and X replaces an unknown digit.

Remedy:
    Write what the message suggests.

Fails:
    released: 5 May 2024

Passes:
    released: 2024-05-05
""")
IMPOSSIBLE_DATE = error("""
impossible-date: The date is well formed, but there is no such day, month or year.

Remedy:
    Correct it, or leave out the part that is unknown.

Fails:
    released: 2021-02-30

Passes:
    released: 2021-02
""")
REVERSED_INTERVAL = error("""
reversed-interval: The interval ends before it starts.

Remedy:
    Swap its ends, or correct one of them.

Fails:
    scope: 1858/1854

Passes:
    scope: 1854/1858
""")
_DATE_CODES = {code.name: code for code in (BAD_DATE, IMPOSSIBLE_DATE, REVERSED_INTERVAL)}
CODES = (
    *(WRONG_SHAPE, EMPTY_VALUE, TOO_LONG, LINE_BREAK, ZERO_WIDTH_SPACE, WRONG_VALUE),
    *(BAD_ID, BAD_ADDRESS, BAD_ATTRIBUTION, *_DATE_CODES.values()),
)

REFUSED: Final = object()
"""What a reader returns for a value that it refused and reported."""

_ID = re.compile(fields.ID_PATTERN)
_NUMBER = re.compile(fields.NUMBER_PATTERN)
_WHOLE_NUMBER = re.compile(fields.WHOLE_NUMBER_PATTERN)
_LANGUAGE = re.compile(fields.LANGUAGE_PATTERN)
_NOT_IN_ADDRESSES = re.compile(f"[{fields.NOT_IN_ADDRESSES}]")
_DOMAIN = re.compile(rf"(?:[\w-]+\.)+[a-z]{{2,}}(?:[/?#][^{fields.NOT_IN_ADDRESSES}]*)?", re.IGNORECASE)


class Reader:
    """What the readers of one log share: where they report, the ids they find in use, and the nodes they refused.

    `has_places`: the log has a table of places, so the place of an event is an id of it. `source_ids`: the keys of its
    table of sources.
    """

    def __init__(self, draft: Draft, warning_codes: tuple[str, ...]) -> None:
        self.document = draft.document
        self.references = draft.references
        self.unread = draft.unread
        self.warning_codes = warning_codes
        self.has_places = False
        sources = draft.root.items.get("sources", (None, None))[1]
        self.source_ids = sources.items.keys() if isinstance(sources, Mapping) else ()

    def refuse(self, code: Code, node: Node, message: str, hint: str) -> object:
        """Report a problem at a node, and return REFUSED. After a note, the node can still be read."""
        # What an alias stands for is unknown, and the alias itself was reported.
        if type(node) is not Scalar or not node.alias:
            self.document.report(code, node, message, hint)
        if code.severity is Severity.ERROR:
            self.unread.append(node)
        return REFUSED

    def wrong_shape(self, node: Node, expected: str, remedy: str | None = None) -> object:
        """Refuse an empty value, or one of the wrong shape.

        `expected` completes "expected …" in the message; `remedy` is what to write instead, if that is known.
        """
        if isinstance(node, Scalar) and not node.value.strip():
            hint = "write a value, or delete the key" + ("; a word of that spelling needs quotes" if node.null else "")
            return self.refuse(EMPTY_VALUE, node, f"empty value; expected {expected}", hint)
        found = {Scalar: "text", Sequence: "a list", Mapping: "a mapping"}[type(node)]
        hint = "put it in [brackets]" if expected == "a list" and isinstance(node, Scalar) else f"write {expected}"
        return self.refuse(WRONG_SHAPE, node, f"expected {expected}, found {found}", remedy or hint)


ReadValue: TypeAlias = Callable[[Reader, Node], Any]
"""Reads a node; returns REFUSED, which it has reported, if the value is not valid."""


def scalar(reader: Reader, node: Node, expected: str) -> str | None:
    """The text of a scalar that is not empty; anything else is refused."""
    if type(node) is Scalar and node.value:
        return node.value
    reader.wrong_shape(node, expected)
    return None


def text(kind: fields.Text) -> ReadValue:
    """A reader of free text, stripped of white space at both ends."""

    def read_text(reader: Reader, node: Node) -> Any:
        if type(node) is not Scalar:
            return reader.wrong_shape(node, "text", remedies.bracketed(node))
        value = node.value.strip()
        if not value:
            return reader.wrong_shape(node, "text")
        if not kind.lines and "\n" in value:
            return reader.refuse(
                LINE_BREAK, node, "a line break is not allowed here", "fold the text with >-, or write it on one line"
            )
        if len(value) > kind.longest:
            return reader.refuse(
                TOO_LONG, node, f"{len(value)} characters; at most {kind.longest} are allowed", "shorten it"
            )
        if "\u200b" in value:
            # Only a note: the value is kept.
            reader.refuse(ZERO_WIDTH_SPACE, node, "this text contains a zero-width space (U+200B)", "delete it")
        return value

    return read_text


def choice(kind: fields.Choice) -> ReadValue:
    """A reader of one of a fixed set of words."""
    return _one_of(kind.values)


def _one_of(values: Iterable[str]) -> ReadValue:
    allowed = dict.fromkeys(values)
    listed = ", ".join(allowed)
    expected = f"one of {listed}" if len(allowed) > 1 else listed
    remedy = "write one of these values" if len(allowed) > 1 else f"write {listed}"

    def read_choice(reader: Reader, node: Node) -> Any:
        value = scalar(reader, node, expected)
        if value is None:
            return REFUSED
        if value not in allowed:
            meant = remedies.meant(value, allowed)
            hint = f"write {meant}" if meant else reader.document.suggestion(value, allowed, remedy)
            return reader.refuse(WRONG_VALUE, node, f"expected {expected}; found '{shorten(value)}'", hint)
        return value

    return read_choice


def date(reader: Reader, node: Node) -> Any:
    """Reads an EDTF date."""
    if type(node) is Scalar and node.value:
        try:
            return edtf.parse(node.value)
        except edtf.DateError as error:
            from mmru_timeline.dates.spellings import remedy  # Only needed for error messages.

            hint = remedy(node.value) or error.hint
            return reader.refuse(_DATE_CODES[error.code], node, error.message, hint)
    return reader.wrong_shape(node, "a date", remedies.date(node))


def number(kind: fields.Number) -> ReadValue:
    """A reader of decimal numbers, or of whole numbers from 1 up."""
    pattern = _WHOLE_NUMBER if kind.whole else _NUMBER
    expected = "a whole number from 1 up" if kind.whole else "a plain number such as 406 or 8.36"

    def read_number(reader: Reader, node: Node) -> Any:
        value = scalar(reader, node, "a number")
        if value is None:
            return REFUSED
        if not pattern.fullmatch(value):
            message = f"expected {expected}, found '{shorten(value)}'"
            plain = None if kind.whole else remedies.number(value)
            hint = f"write {plain}" if plain else "write the number; words belong in `unit` or `note`"
            return reader.refuse(WRONG_VALUE, node, message, hint)
        return float(value) if "." in value else int(value)

    return read_number


def flag(reader: Reader, node: Node) -> Any:
    """Reads true or false."""
    value = scalar(reader, node, "true or false")
    if value is None:
        return REFUSED
    if value not in ("true", "false"):
        message = f"expected true or false, found '{shorten(value)}'"
        meant = remedies.meant(value, ("true", "false"))
        return reader.refuse(WRONG_VALUE, node, message, f"write {meant or 'true or false'}")
    return value == "true"


def warning_code(reader: Reader, node: Node) -> Any:
    """Reads the code of a warning or note."""
    value = scalar(reader, node, "a code")
    if value is None:
        return REFUSED
    if value not in reader.warning_codes:
        listed = f"write one of {', '.join(reader.warning_codes)}"
        hint = reader.document.suggestion(value, reader.warning_codes, listed)
        return reader.refuse(WRONG_VALUE, node, f"'{shorten(value)}' is not the code of a warning or note", hint)
    return value


def identifier(kind: fields.Id) -> ReadValue:
    """A reader of ids; an id of a table is added to the references, which a rule looks up."""

    def read_id(reader: Reader, node: Node) -> Any:
        value = scalar(reader, node, "an id")
        if value is None:
            return REFUSED
        place = remedies.citation(value, reader.source_ids) if kind.table == "sources" else None
        if refuse_bad_id(reader, node, value, place):
            # A bad id that is declared here is not in use here.
            reader.unread += [node] if kind.table else []
            return REFUSED
        if kind.table:
            assert isinstance(node, Scalar)
            reader.references.append(Reference(kind.table, value, node))
        return value

    return read_id


def refuse_bad_id(reader: Reader, node: Node, value: str, remedy: str | None = None) -> bool:
    """Report a text that is not a valid id, and return whether it was reported.

    `remedy` is what to write instead, if that is known to be more than the id.
    """
    if len(value) > fields.MAX_ID_LENGTH:
        message = f"{len(value)} characters; an id has at most {fields.MAX_ID_LENGTH}"
        reader.document.report(TOO_LONG, node, message, "shorten it")
    elif not _ID.fullmatch(value):
        plain = remedy or shorten(probable_id(value))
        message = f"'{shorten(value)}' is not a valid id: use lowercase letters a-z, digits and single hyphens"
        hint = f"write {plain}" if plain else "write an id such as first-visit"
        reader.document.report(BAD_ID, node, message, hint)
    else:
        return False
    return True


def place_name(kind: fields.PlaceName) -> ReadValue:
    """A reader of the id of a place, or of any text if the log has no table of places."""
    read_text, read_id = text(fields.Text(kind.longest)), identifier(fields.Id("places"))
    return lambda reader, node: (read_id if reader.has_places else read_text)(reader, node)


def attribution(reader: Reader, node: Node) -> Any:
    """Reads the id of an actor, or free text that contains a space."""
    value = scalar(reader, node, "the id of an actor, or text")
    if value is None:
        return REFUSED
    if " " in value.strip():
        return text(fields.Text(160))(reader, node)
    if not _ID.fullmatch(value):
        message = f"'{shorten(value)}' is neither the id of an actor nor text of more than one word"
        return reader.refuse(BAD_ATTRIBUTION, node, message, "write an id, or text of at least two words")
    return identifier(fields.Id("actors"))(reader, node)


def address(reader: Reader, node: Node) -> Any:
    """Reads a web address that is complete."""
    value = scalar(reader, node, "a web address")
    if value is None:
        return REFUSED
    if wrong := _fault_of_address(value):
        cause, hint = wrong
        return reader.refuse(BAD_ADDRESS, node, f"'{shorten(value)}' is not a web address: {cause}", hint)
    return value


def _fault_of_address(text: str) -> tuple[str, str] | None:
    """Why a text is not a web address, and what to write instead; None if it is one."""
    if not text.startswith(("http://", "https://")):
        without = text.partition("://")[2] or text
        hint = (
            f"write https://{shorten(without)}" if _DOMAIN.fullmatch(without) else "start it with https:// or http://"
        )
        return "it does not start with https:// or http://", hint
    if found := _NOT_IN_ADDRESSES.search(text):
        named = "a space" if found[0].isspace() else f"the character {found[0]}"
        return f"it contains {named}", f"write {quote(found[0])} in its place, or delete it"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port  # Both may raise ValueError.
    except ValueError as error:
        about_port = "port" in str(error).lower()
        hint = "write a number up to 65535 after the colon, or delete it" if about_port else "correct what follows //"
        return "its port is not a number up to 65535" if about_port else "the name of its host is not valid", hint
    if not host or (":" not in host and not all(host.removesuffix(".").split("."))):
        return "it has no valid host", "write the name of the site after //, such as https://example.org/"
    return None


def language(reader: Reader, node: Node) -> Any:
    """Reads a language tag."""
    value = scalar(reader, node, "a language tag")
    if value is None:
        return REFUSED
    if not _LANGUAGE.fullmatch(value):
        hint = f"write {remedies.language(value) or 'a tag such as en, ru or my'}"
        return reader.refuse(WRONG_VALUE, node, f"'{shorten(value)}' is not a language tag", hint)
    return value
