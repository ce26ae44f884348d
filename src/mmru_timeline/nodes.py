"""Bytes to nodes that know their line and column, folded from the YAML parser's own events.

PyYAML's loaders keep the last of two equal keys, type `no` and `1:30`, and lose lines; its event stream does
none of that. Every scalar is text here. Anchors, aliases, tags, merge keys, repeated keys, further documents and
nesting deeper than MAX_DEPTH are diagnostics.
"""

from __future__ import annotations

import codecs
import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from mmru_timeline.diagnostic import Diagnostic, Place, Severity, shorten

MAX_DEPTH = 20

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RAW_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
)
_REFUSED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(slots=True, eq=False)
class Scalar:
    """A text, with its place counted from 1."""

    value: str
    line: int
    column: int
    width: int


@dataclass(slots=True, eq=False)
class Sequence:
    """Nodes in order."""

    items: list[Node]
    line: int
    column: int
    width: int = 1


@dataclass(slots=True, eq=False)
class Mapping:
    """Nodes by key; of a repeated key the first stays."""

    items: dict[str, tuple[Scalar, Node]]
    line: int
    column: int
    width: int = 1


Node = Scalar | Sequence | Mapping


@dataclass(slots=True, eq=False)
class Nodes:
    """What became of the bytes: the root unless there is none, the text, and the troubles met.

    `truncated`: the parser gave up, and the root holds whole values from before that place only.
    """

    root: Node | None
    text: str
    diagnostics: list[Diagnostic]
    truncated: bool = False


class _Stop(Exception):
    """Nothing after this trouble can be read."""


def read_nodes(data: bytes, file: str) -> Nodes:
    """The nodes of a YAML document; troubles are collected, never raised."""
    found: list[Diagnostic] = []
    text = _decode(data, file, found)
    if text is None:
        return Nodes(None, data.decode("utf-8", "replace"), found)
    clean = text
    for match in _RAW_REFUSED.finditer(text):
        found.append(_refused(_place_at(text, match.start(), file), match[0]))
    if found:
        clean = _RAW_REFUSED.sub("\ufffd", text)
    folder = _Folder(clean, text, file, found)
    collecting = gc.isenabled()
    gc.disable()
    try:
        return Nodes(folder.document(), text, found)
    except _Stop:
        return Nodes(folder.before_stop(), text, found, truncated=True)
    finally:
        if collecting:
            gc.enable()


def _decode(data: bytes, file: str, found: list[Diagnostic]) -> str | None:
    def wrong(place: Place, message: str, hint: str) -> None:
        found.append(Diagnostic(place=place, code="encoding", severity=Severity.ERROR, message=message, hint=hint))

    start = Place(file, 1, 1)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data[1:2] == b"\0" or data[:1] == b"\0":
        wrong(start, "the file is in UTF-16 or UTF-32, not UTF-8", "save it as UTF-8")
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        wrong(
            _place_at(before, len(before), file),
            f"byte 0x{data[error.start]:02x} is not UTF-8; the file may be in Latin-1 or another encoding",
            "save it as UTF-8",
        )
        return None
    if not text.strip():
        found.append(
            Diagnostic(
                place=start,
                code="empty-file",
                severity=Severity.ERROR,
                message="the file is empty",
                hint="a log needs at least schema, title and events; the README shows one",
            )
        )
        return None
    return text


def _place_at(text: str, index: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _refused(place: Place, character: str) -> Diagnostic:
    names = {
        "\t": "a tab",
        "\0": "a NUL",
        "\r": "a lone carriage return",
        "\ufeff": "a byte order mark",
        "\x1b": "an escape",
    }
    return Diagnostic(
        place=place,
        code="refused-character",
        severity=Severity.ERROR,
        message=f"{names.get(character, 'an invisible control character')} (U+{ord(character):04X}) may not stand here",
        hint="delete it" if character != "\t" else "write spaces",
    )


_SYNTAX_HINTS = (
    ("mapping values are not allowed", "a text that contains `: ` needs quotes, and keys of one mapping line up"),
    ("<tab>", "indent with spaces, not tabs"),
    (
        "could not find expected ':'",
        "every key ends with a colon and a space; a text of several lines starts with `>-`",
    ),
    ("expected <block end>", "lines of one mapping or list begin in the same column"),
    ("unexpected end of stream", "a quote or bracket opened here is never closed"),
    ("expected ',' or", "a bracket opened before is never closed, or a comma is missing"),
    ("cannot start any token", "a text that starts with this character needs quotes"),
    ("escape", "write single quotes around a text with backslashes"),
)


class _Folder:
    """Folds the event stream of one document into nodes."""

    def __init__(self, clean: str, text: str, file: str, found: list[Diagnostic]) -> None:
        self._loader = _Loader(clean)
        self._clean = clean
        self._text = text
        self._file = file
        self._found = found
        self._key: Scalar | None = None
        self._open: list[tuple[Scalar | None, Sequence | Mapping]] = []

    def before_stop(self) -> Node | None:
        """The root with the whole values that were read: of the root itself and of the table or list being read."""
        for (_, outer), (key, inner) in zip(self._open[:1], self._open[1:2], strict=False):
            if isinstance(outer, Mapping) and key is not None and key.value not in outer.items:
                outer.items[key.value] = (key, inner)
        return self._open[0][1] if self._open else None

    def document(self) -> Node | None:
        """The root node; None where the document holds nothing."""
        root: Node | None = None
        documents = 0
        while True:
            event = self._next()
            if isinstance(event, yaml.StreamEndEvent):
                return root
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._wrong(event, "several-documents", "a second document begins here", "keep one log in one file")
                    raise _Stop
                if event.tags:
                    self._wrong(event, "yaml-tag", "a log declares no tags", "delete the %TAG line")
                root = self._node(self._next(), 1)

    def _next(self) -> Any:
        try:
            return self._loader.get_event()
        except yaml.MarkedYAMLError as error:
            problem = " ".join(part for part in (error.problem, error.context) if part)
            mark: Any = error.problem_mark or error.context_mark
            if "end of stream" in problem and error.context_mark:
                mark = error.context_mark
            sign = problem + ("<tab>" if self._clean[mark.index : mark.index + 1] == "\t" else "")
            hint = next((hint for part, hint in _SYNTAX_HINTS if part in sign), "compare the lines before it")
            place = Place(self._file, mark.line + 1, mark.column + 1)
            self._add(place, "yaml-syntax", f"this is not YAML: {shorten(problem, 120)}", hint)
            raise _Stop from None
        except yaml.YAMLError as error:
            self._add(
                Place(self._file, 1, 1),
                "yaml-syntax",
                f"this is not YAML: {shorten(str(error), 120)}",
                "delete what is unreadable",
            )
            raise _Stop from None

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                self._extras(event)
            end = event.end_mark
            width = end.column - mark.column if end.line == mark.line else 0
            text: str = event.value
            if (event.style and _REFUSED.search(text)) or "\t" in text:
                self._check_escapes(event)
            return Scalar(text, line, column, width)
        if kind is yaml.AliasEvent:
            self._wrong(event, "yaml-alias", f"*{event.anchor} repeats another value", "write the value out again")
            return Scalar("", line, column, 1)
        if depth > MAX_DEPTH:
            self._wrong(event, "too-deep", f"lists and mappings nest deeper than {MAX_DEPTH}", "a log needs six levels")
            raise _Stop
        if event.anchor or event.tag:
            self._extras(event)
        if kind is yaml.SequenceStartEvent:
            sequence = Sequence([], line, column)
            self._open.append((self._key, sequence))
            while type(item := self._next()) is not yaml.SequenceEndEvent:
                sequence.items.append(self._node(item, depth + 1))
            self._open.pop()
            return sequence
        mapping = Mapping({}, line, column)
        self._open.append((self._key, mapping))
        for key, value in self._pairs(depth):
            if not mapping.items:
                mapping.width = key.width
            if key.value in mapping.items:
                first = mapping.items[key.value][0]
                self._add(
                    Place(self._file, key.line, key.column, key.width),
                    "repeated-key",
                    f"`{shorten(key.value)}` stands twice here, first on line {first.line}",
                    "keep one of the two",
                )
            else:
                mapping.items[key.value] = (key, value)
        self._open.pop()
        return mapping

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._node(event, depth + 1)
            self._key = key if isinstance(key, Scalar) else None
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                self._wrong(
                    event, "key-not-text", "a list or mapping cannot be a key", "write a plain word before the colon"
                )
            elif key.value == "<<":
                self._wrong(event, "merge-key", "`<<` merges another mapping", "write its keys out again")
            elif type(event) is not yaml.AliasEvent:
                yield key, value

    def _extras(self, event: Any) -> None:
        if event.anchor:
            self._wrong(event, "yaml-anchor", f"&{event.anchor} names this value for repetition", "delete the anchor")
        if event.tag:
            self._wrong(event, "yaml-tag", f"{shorten(event.tag)} gives this value a type", "delete the tag")

    def _check_escapes(self, event: Any) -> None:
        """Report what only an escape such as \\u202e could bring in; raw characters were reported before."""
        for character in dict.fromkeys(_REFUSED.findall(event.value)):
            if character not in self._text or character == "\t":
                self._found.append(_refused(self._place(event), character))

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 0
        return Place(self._file, start.line + 1, start.column + 1, width or 1)

    def _wrong(self, event: Any, code: str, message: str, hint: str) -> None:
        self._add(self._place(event), code, message, hint)

    def _add(self, place: Place, code: str, message: str, hint: str) -> None:
        self._found.append(Diagnostic(place=place, code=code, severity=Severity.ERROR, message=message, hint=hint))
