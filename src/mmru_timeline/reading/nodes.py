"""Bytes to nodes that know their line and column, folded from the YAML parser's own events.

PyYAML's loaders keep the last of two equal keys, type `no` and `1:30`, and lose lines; its event stream does
none of that. Every scalar is text here. Anchors, aliases, tags, merge keys, repeated keys, further documents and
nesting deeper than MAX_DEPTH are diagnostics.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from mmru_timeline.reading.codes import diagnostic
from mmru_timeline.reading.diagnostics import Diagnostic, Place, shorten

MAX_DEPTH = 20

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (
    yaml.BlockSequenceStartToken,
    yaml.BlockMappingStartToken,
    yaml.FlowSequenceStartToken,
    yaml.FlowMappingStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
_RAW_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
)
_REFUSED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(slots=True, eq=False)
class Scalar:
    """A text, with its place counted from 1; `alias`: it only stands for another value, which was reported."""

    value: str
    line: int
    column: int
    width: int
    alias: bool = False


@dataclass(slots=True, eq=False)
class Sequence:
    """Nodes in order."""

    items: list[Node]
    line: int
    column: int
    width: int = 1


@dataclass(slots=True, eq=False)
class Mapping:
    """Nodes by key; of a repeated key the first stays. `partial`: a pair was left out that cannot be read here."""

    items: dict[str, tuple[Scalar, Node]]
    line: int
    column: int
    width: int = 1
    partial: bool = False


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
        return Nodes(None, "" if b"\0" in data else data.decode("utf-8", "replace"), found)
    clean = text
    line, line_start, seen = 1, 0, 0
    for match in _RAW_REFUSED.finditer(text):
        line += text.count("\n", seen, match.start())
        line_start = max(line_start, text.rfind("\n", seen, match.start()) + 1)
        seen = match.start()
        found.append(_refused(Place(file, line, seen - line_start + 1), match[0]))
    if found:
        clean = _RAW_REFUSED.sub("\ufffd", text)
    folder = _Folder(clean, text, file, found)
    try:
        return Nodes(folder.document(), text, found)
    except _Stop:
        return Nodes(folder.before_stop(), text, found, truncated=True)


def _decode(data: bytes, file: str, found: list[Diagnostic]) -> str | None:
    start = Place(file, 1, 1)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data[1:2] == b"\0" or data[:1] == b"\0":
        message = "the file is in UTF-16 or UTF-32, not UTF-8"
        found.append(diagnostic("encoding", start, message, "save it as UTF-8"))
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; the file may be in Latin-1 or another encoding"
        found.append(diagnostic("encoding", _place_at(before, len(before), file), message, "save it as UTF-8"))
        return None
    if not text.strip():
        hint = "a log needs at least schema, title and events; the README shows one"
        found.append(diagnostic("empty-file", start, "the file is empty", hint))
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
    name = names.get(character) or unicodedata.name(character, "an invisible control character").lower()
    return diagnostic(
        "refused-character",
        place,
        f"{name} (U+{ord(character):04X}) may not stand here",
        "delete it" if character != "\t" else "write spaces",
    )


_BLOCK_HINT = (
    "lines of one mapping begin in the same column; a text with a quote or bracket at its start needs quotes all round"
)
_SYNTAX_HINTS = (
    ("mapping values are not allowed", "a text that contains `: ` needs quotes, and keys of one mapping line up"),
    ("<tab>", "indent with spaces, not tabs"),
    ("scanning an a", "a text that starts with this character needs quotes"),
    (
        "could not find expected ':'",
        "every key ends with a colon and a space; a text of several lines starts with `>-`",
    ),
    ("expected '-' indicator", "lines of one mapping or list begin in the same column"),
    ("expected key", _BLOCK_HINT),
    ("expected <block end>", _BLOCK_HINT),
    ("unexpected end of stream", "a quote opened here is never closed"),
    ("expected ',' or", "the bracket opened on line {line} is never closed, or a comma is missing"),
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
            if "nesting depth" in (error.problem or ""):
                self._too_deep()
            problem = " ".join(part for part in (error.problem, error.context) if part)
            mark: Any = error.problem_mark or error.context_mark
            opened: Any = error.context_mark or mark
            if "end of stream" in problem or "could not find expected ':'" in problem:
                mark = opened
            sign = problem + ("<tab>" if self._clean[mark.index : mark.index + 1] == "\t" else "")
            hint = next((hint for part, hint in _SYNTAX_HINTS if part in sign), "compare the lines before it")
            # Where the file ends too early, the end is that of what can be seen.
            place = min(
                Place(self._file, mark.line + 1, mark.column + 1),
                _place_at(self._clean, len(self._clean.rstrip()), self._file),
            )
            self._add(
                place, "yaml-syntax", f"this is not YAML: {shorten(problem, 120)}", hint.format(line=opened.line + 1)
            )
            raise _Stop from None
        except yaml.YAMLError as error:
            self._add(
                Place(self._file, 1, 1),
                "yaml-syntax",
                f"this is not YAML: {shorten(str(error), 120)}",
                "delete what is unreadable",
            )
            raise _Stop from None

    def _too_deep(self) -> NoReturn:
        """Report the first bracket that nests too deeply, where libyaml gave up before it told of any.

        Since 0.2.6 libyaml stops at about 1,000 levels, and it reads that far ahead before its first event. The
        scanner of PyYAML itself has no such limit and gives the place.
        """
        depth = 0
        for token in yaml.scan(self._clean, yaml.SafeLoader):
            if isinstance(token, _OPENING):
                depth += 1
            elif isinstance(token, _CLOSING):
                depth -= 1
            if depth > MAX_DEPTH:
                self._wrong(
                    token, "too-deep", f"lists and mappings nest deeper than {MAX_DEPTH}", "a log needs six levels"
                )
                break
        raise _Stop

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
            self._wrong(
                event, "yaml-alias", f"*{shorten(event.anchor)} repeats another value", "write the value out again"
            )
            return Scalar("", line, column, 1, alias=True)
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
        for key, value in self._pairs(mapping, depth):
            if not mapping.items and key.column == column:
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

    def _pairs(self, mapping: Mapping, depth: int) -> Iterator[tuple[Scalar, Node]]:
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
            elif not key.alias:
                yield key, value
                continue
            mapping.partial = True

    def _extras(self, event: Any) -> None:
        for code, sign, why, hint in (
            ("yaml-anchor", f"&{event.anchor}", "names this value for repetition", "delete the anchor"),
            ("yaml-tag", (event.tag or "").replace("tag:yaml.org,2002:", "!!"), "gives this value a type", "delete it"),
        ):
            if event.anchor if code == "yaml-anchor" else event.tag:
                start = event.start_mark
                offset = max(0, self._clean[start.index : start.index + 1_000].split("\n")[0].find(sign))
                place = Place(self._file, start.line + 1, start.column + 1 + offset, len(sign))
                self._add(place, code, f"{shorten(sign)} {why}", hint)

    def _check_escapes(self, event: Any) -> None:
        """Report what an escape such as \\u202e brought in, and tabs; raw characters were reported and replaced."""
        start, end = event.start_mark.index, event.end_mark.index
        for character in dict.fromkeys(_REFUSED.findall(event.value)):
            place = self._place(event)
            if character == "\t" and (tab := self._text.find("\t", start, end)) >= 0:
                before = self._text[start:tab]
                line = place.line + before.count("\n")
                column = place.column + len(before) if line == place.line else len(before) - before.rfind("\n")
                place = Place(self._file, line, column)
            self._found.append(_refused(place, character))

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 0
        return Place(self._file, start.line + 1, start.column + 1, width or 1)

    def _wrong(self, event: Any, code: str, message: str, hint: str) -> None:
        self._add(self._place(event), code, message, hint)

    def _add(self, place: Place, code: str, message: str, hint: str) -> None:
        self._found.append(diagnostic(code, place, message, hint))
