"""From text to nodes that know their line and column, by way of the YAML parser's own events.

PyYAML's loaders keep the last of two equal keys, give types to `no` and `1:30`, and lose the line numbers; its event
stream does none of that. Every scalar is text here. Anchors, aliases, tags, merge keys, repeated keys, further
documents and nesting deeper than MAX_DEPTH are diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeAlias

import yaml

from mmru_timeline.reading.diagnostics import Code, Document, Location, error
from mmru_timeline.reading.syntax import REFUSED_IN_VALUES, decode, report_character, report_syntax_error
from mmru_timeline.text import shorten

REPEATED_KEY = error("""
repeated-key: A key appears twice in one mapping. Other YAML readers silently keep the last value.

Remedy:
    Delete one of the two, or give the second its own id.

Fails:
    sectors:
      health: {label: Public health}
      health: {label: Medicine}

Passes:
    sectors:
      health: {label: Public health}
      medicine: {label: Medicine}
""")
YAML_ANCHOR = error("""
yaml-anchor: An anchor (`&name`) marks a value to be repeated elsewhere. Logs do not use anchors.

Remedy:
    Delete the anchor, and write the value out wherever it is needed.

Fails:
    editors: &team [Anna Berg, Ben Cole]

Passes:
    editors: [Anna Berg, Ben Cole]
""")
YAML_ALIAS = error("""
yaml-alias: An alias (`*name`) repeats a value written elsewhere. Logs do not use aliases.

Remedy:
    Write the value out.

Fails:
    editors: *team

Passes:
    editors: [Anna Berg, Ben Cole]
""")
YAML_TAG = error("""
yaml-tag: A tag (`!type`) or a `%TAG` line gives a value a type. In a log, only the schema does that.

Remedy:
    Delete it.

Fails:
    version: !!str 1.0

Passes:
    version: 1.0
""")
MERGE_KEY = error("""
merge-key: The merge key `<<` copies keys from elsewhere, so a reader cannot see which values apply.

Remedy:
    Write the keys out.

Fails:
    sectors:
      water: {label: Water supply, <<: {colour: blue}}

Passes:
    sectors:
      water: {label: Water supply, colour: blue}
""")
SEVERAL_DOCUMENTS = error("""
several-documents: A `---` line starts a second document in the file.

Remedy:
    Keep one log per file.

Fails:
    events: []
    ---
    title: Another log

Passes:
    events: []
""")
TOO_DEEP = error("""
too-deep: Lists and mappings are nested deeper than any log needs.

Remedy:
    Look for a missing or doubled bracket.

Fails:
    editors: [[[[[[[[[[[[[[[[[[[[[Anna Berg]]]]]]]]]]]]]]]]]]]]]

Passes:
    editors: [Anna Berg]
""")
KEY_NOT_TEXT = error("""
key-not-text: A list or a mapping is used as a key.

Remedy:
    Write a plain word before the colon.

Fails:
    [editors]: Anna Berg

Passes:
    editors: [Anna Berg]
""")
CODES = (REPEATED_KEY, YAML_ANCHOR, YAML_ALIAS, YAML_TAG, MERGE_KEY, SEVERAL_DOCUMENTS, TOO_DEEP, KEY_NOT_TEXT)

MAX_DEPTH = 20
_NULLS = frozenset(("~", "null", "Null", "NULL"))
"""What YAML takes for no value at all, unless it is quoted."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = (
    *(yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken),
    *(yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken),
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


@dataclass(slots=True, eq=False)
class Scalar:
    """A text, with its line and column counted from 1; an empty value is "", even if it is written `~` or `null`.

    `alias`: it was an alias, which has been reported. `null`: it is written `~` or `null`.
    """

    value: str
    line: int
    column: int
    width: int
    alias: bool = False
    null: bool = False


@dataclass(slots=True, eq=False)
class Sequence:
    """Nodes in order; line and column are those of the first node, if there is one.

    `partial`: an item that cannot be read was left out.
    """

    items: list[Node]
    line: int
    column: int
    width: int = 1
    partial: bool = False


@dataclass(slots=True, eq=False)
class Mapping:
    """Nodes by key, with the first value of a repeated key. `partial`: a pair that cannot be read was left out.

    `lost`: the keys of a record whose values, or parts of them, are not known because they could not be read.
    """

    items: dict[str, tuple[Scalar, Node]]
    line: int
    column: int
    width: int = 1
    partial: bool = False
    lost: frozenset[str] = frozenset()


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(slots=True, eq=False)
class Tree:
    """The nodes of a document; `root` is None if nothing could be read.

    `truncated`: the parser gave up, and the root has only the whole values before that point. `left_out` has what is
    not in the tree although it could be parsed, and the names of aliases.
    """

    root: Node | None
    truncated: bool = False
    left_out: list[Node] = field(default_factory=list)


class _StopReadingError(Exception):
    """Raised after a problem was reported behind which nothing can be read."""


def read_nodes(document: Document) -> Tree:
    """The nodes of a document. Problems are added to its diagnostics, never raised."""
    text = decode(document)
    if text is None:
        return Tree(None)
    builder = _NodeBuilder(document, text)
    try:
        return Tree(builder.document_node(), left_out=builder.left_out)
    except _StopReadingError:
        return Tree(builder.root_so_far(), truncated=True, left_out=builder.left_out)


class _NodeBuilder:
    """Builds the nodes of a document from the events of the parser.

    `text` is the text of the document, with U+FFFD in place of refused characters.
    """

    def __init__(self, document: Document, text: str) -> None:
        self._document = document
        self._text = text
        self._loader = _Loader(text)
        self.left_out: list[Node] = []
        self._key: Scalar | None = None
        self._open: list[tuple[Scalar | None, Sequence | Mapping]] = []

    def document_node(self) -> Node | None:
        """The root node; None if the document is empty."""
        root: Node | None = None
        documents = 0
        while True:
            event = self._next_event()
            if isinstance(event, yaml.StreamEndEvent):
                return root
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._report(SEVERAL_DOCUMENTS, event, "a second document starts here", "keep one log per file")
                    raise _StopReadingError
                if event.tags:
                    self._report(YAML_TAG, event, "%TAG lines are not allowed in a log", "delete the %TAG line")
                root = self._node(self._next_event(), 1)

    def root_so_far(self) -> Node | None:
        """The root with all whole values read so far, and with the table or list of it that was still open."""
        if len(self._open) > 1:
            (_, outer), (key, inner) = self._open[:2]
            if isinstance(outer, Mapping) and key is not None and key.value not in outer.items:
                outer.items[key.value] = (key, inner)
        return self._open[0][1] if self._open else None

    def _next_event(self) -> Any:
        try:
            return self._loader.get_event()
        except yaml.YAMLError as error:
            if "nesting depth" in (getattr(error, "problem", None) or ""):
                self._stop_too_deep()
            report_syntax_error(self._document, self._text, error)
            raise _StopReadingError from None

    def _stop_too_deep(self) -> NoReturn:
        """Report the first bracket that nests too deeply, if libyaml gives up before it returns any.

        Since 0.2.6 libyaml stops at about 1,000 levels, and it reads that far ahead before its first event. The
        scanner of PyYAML itself has no such limit and gives the place.
        """
        depth = 0
        for token in yaml.scan(self._text, yaml.SafeLoader):
            depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
            if depth > MAX_DEPTH:
                self._report_too_deep(token)
                break
        raise _StopReadingError

    def _report_too_deep(self, where: Any) -> None:
        message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
        self._report(TOO_DEEP, where, message, "look for a missing or doubled bracket")

    def _node(self, event: Any, depth: int) -> Node:
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor or event.tag:
                self._report_extras(event)
            end = event.end_mark
            width = end.column - mark.column if end.line == mark.line else 0
            text: str = event.value
            # Only a quoted scalar can have escapes; raw refused characters were reported and replaced, except tabs.
            if (event.style and REFUSED_IN_VALUES.search(text)) or "\t" in text:
                self._report_escapes(event)
            if text in _NULLS and not event.style:
                return Scalar("", line, column, width, null=True)
            return Scalar(text, line, column, width)
        if kind is yaml.AliasEvent:
            message = f"*{shorten(event.anchor)} is an alias, which logs do not use"
            self._report(YAML_ALIAS, event, message, "write the value out")
            self.left_out.append(Scalar(event.anchor, line, column, 1))
            return Scalar("", line, column, 1, alias=True)
        if depth > MAX_DEPTH:
            self._report_too_deep(event)
            raise _StopReadingError
        if event.anchor or event.tag:
            self._report_extras(event)
        return (self._sequence if kind is yaml.SequenceStartEvent else self._mapping)(line, column, depth)

    def _sequence(self, line: int, column: int, depth: int) -> Sequence:
        sequence = Sequence([], line, column)
        self._open.append((self._key, sequence))
        while type(event := self._next_event()) is not yaml.SequenceEndEvent:
            sequence.items.append(self._node(event, depth + 1))
        self._open.pop()
        if sequence.items:
            first = sequence.items[0]
            sequence.line, sequence.column, sequence.width = first.line, first.column, first.width
        return sequence

    def _mapping(self, line: int, column: int, depth: int) -> Mapping:
        mapping = Mapping({}, line, column)
        self._open.append((self._key, mapping))
        repeated: list[tuple[Scalar, Node]] = []
        for key, value in self._pairs(mapping, depth):
            # A block mapping begins at its first key, so its carets are under that; a flow mapping begins at its brace.
            if not mapping.items and key.column == column:
                mapping.width = key.width
            if key.value in mapping.items:
                repeated.append((key, value))
                self.left_out.append(value)
            else:
                mapping.items[key.value] = (key, value)
        self._open.pop()
        in_list = bool(self._open) and isinstance(self._open[-1][1], Sequence)
        self._report_repeated(mapping, repeated, in_list)
        return mapping

    def _report_repeated(self, mapping: Mapping, repeated: list[tuple[Scalar, Node]], in_list: bool) -> None:
        for key, value in repeated:
            first = mapping.items[key.value][0]
            message = f"key `{shorten(key.value)}` appears twice; first on line {first.line}"
            hint = "keep one of the two"
            # In a list of block mappings, the next item may have lost its hyphen; a flow mapping begins at its brace.
            if in_list and key.column == mapping.column and (len(repeated) > 1 or key.value == "id"):
                if key.value != repeated[0][0].value:
                    continue
                given = f" {shorten(value.value)}" if isinstance(value, Scalar) and value.value else ""
                hint = f"start a new item with `- {shorten(key.value)}:{given}`"
            self._document.report(REPEATED_KEY, key, message, hint)

    def _pairs(self, mapping: Mapping, depth: int) -> Iterator[tuple[Scalar, Node]]:
        while type(event := self._next_event()) is not yaml.MappingEndEvent:
            key = self._node(event, depth + 1)
            if isinstance(key, Scalar) and key.null:
                # As a key it is a text: an id can be null.
                key = Scalar(event.value, key.line, key.column, key.width)
            self._key = key if isinstance(key, Scalar) else None
            value = self._node(self._next_event(), depth + 1)
            if not isinstance(key, Scalar):
                message = "a list or mapping cannot be a key"
                self._report(KEY_NOT_TEXT, event, message, "write a plain word before the colon")
            elif key.value == "<<":
                self._report(MERGE_KEY, event, "`<<` is a merge key, which logs do not use", "write its keys out")
            elif not key.alias:
                yield key, value
                continue
            mapping.partial = True
            self.left_out.append(value)

    def _report_extras(self, event: Any) -> None:
        """Report the anchor and the tag of a value, at their own place before it."""
        tag = (event.tag or "").replace("tag:yaml.org,2002:", "!!")
        for code, sign, why, hint in (
            (
                YAML_ANCHOR,
                f"&{event.anchor}" if event.anchor else "",
                "is an anchor, which logs do not use",
                "delete it",
            ),
            (YAML_TAG, tag, "is a tag, which logs do not use", "delete it"),
        ):
            if sign:
                start = event.start_mark
                offset = max(0, self._text[start.index : start.index + 1_000].split("\n")[0].find(sign))
                where = Location(self._document.name, start.line + 1, start.column + 1 + offset, len(sign))
                self._document.report(code, where, f"{shorten(sign)} {why}", hint)

    def _report_escapes(self, event: Any) -> None:
        """Report characters that an escape such as \\u202e brought in, and tabs."""
        start, end = event.start_mark.index, event.end_mark.index
        for character in dict.fromkeys(REFUSED_IN_VALUES.findall(event.value)):
            where = self._location(event)
            if character == "\t" and (tab := self._text.find("\t", start, end)) >= 0:
                before = self._text[start:tab]
                line = where.line + before.count("\n")
                column = where.column + len(before) if line == where.line else len(before) - before.rfind("\n")
                where = Location(self._document.name, line, column)
            report_character(self._document, where, character)

    def _location(self, event: Any) -> Location:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 0
        return Location(self._document.name, start.line + 1, start.column + 1, width or 1)

    def _report(self, code: Code, event: Any, message: str, hint: str) -> None:
        self._document.report(code, self._location(event), message, hint)
