"""Nodes to records: led by the field tables, each record sound in itself, ids still text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

from mmru_timeline.dates import edtf as when
from mmru_timeline.reading.codes import CODES, diagnostic
from mmru_timeline.reading.diagnostics import Diagnostic, Place, Severity, shorten
from mmru_timeline.reading.nodes import Mapping as MappingNode
from mmru_timeline.reading.nodes import Node, Scalar, Sequence, read_nodes
from mmru_timeline.records import fields as schema
from mmru_timeline.records import model
from mmru_timeline.records.vocabulary import nearest

Path = tuple[str | int, ...]

MAX_SUGGESTIONS = 20

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_WEB = re.compile(r"https?://[^\s/]+\S*")

_CLASSES: Mapping[str, Callable[..., Any]] = {
    "kind": model.Kind,
    "sector": model.Sector,
    "actor": model.Actor,
    "role": model.Role,
    "publisher": model.Publisher,
    "source": model.Source,
    "citation": model.Citation,
    "figure": model.Figure,
    "account": model.Account,
    "event": model.Event,
    "retired": model.Retired,
}


class Reference(NamedTuple):
    """An id used somewhere: the table it must be in, and its place."""

    table: str
    id: str
    node: Scalar


@dataclass(slots=True, kw_only=True)
class Draft:
    """The sound records of a log in the order of the file, not yet held against one another.

    `events` are keyed by their position in the file; `partial` are those of which something was refused and left
    out; `ids` are all ids by table, of unsound records too and refused ones also as they were probably meant;
    `event_ids` are those of all events with their positions; `declared` the tables that the log has; `refused`:
    something in `text` was.
    """

    file: str
    root: MappingNode
    head: dict[str, Any]
    tables: dict[str, dict[str, Any]]
    events: dict[int, model.Event]
    partial: set[int]
    ids: dict[str, set[str]]
    event_ids: list[tuple[int, str]]
    declared: frozenset[str]
    references: list[Reference]
    truncated: bool
    refused: bool
    text: str
    sha256: str
    suggestions: int = 0

    def place(self, path: Path) -> Place:
        """Where the value at the path stands, or as much of the path as there is."""
        node: Node = self.root
        for step in path:
            if isinstance(node, MappingNode) and isinstance(step, str) and step in node.items:
                key, value = node.items[step]
                node = key if step == path[-1] and not isinstance(value, Scalar) else value
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                break
        return _place(self.file, node)

    def suggest(self, text: str, choices: Iterable[str]) -> str:
        """The nearest choice, empty if none is near or enough was suggested in this run."""
        if self.suggestions >= MAX_SUGGESTIONS:
            return ""
        self.suggestions += 1
        return next(iter(nearest(text, choices)), "")


@dataclass(slots=True, kw_only=True)
class Reading:
    """What became of the bytes: a draft unless nothing could be made of them, the text, the troubles."""

    draft: Draft | None
    text: str
    diagnostics: list[Diagnostic] = field(default_factory=list)


def read(data: bytes, file: str) -> Reading:
    """The draft of a log; troubles of bytes, syntax, shapes and values are collected, never raised."""
    nodes = read_nodes(data, file)
    reading = Reading(draft=None, text=nodes.text, diagnostics=nodes.diagnostics)
    if isinstance(nodes.root, MappingNode):
        reading.draft = draft = _Reader(file, nodes.root, nodes.diagnostics, nodes.truncated).draft()
        draft.sha256 = hashlib.sha256(data).hexdigest()
        draft.text = nodes.text
        draft.refused = any(each.severity is Severity.ERROR for each in nodes.diagnostics)
    elif not nodes.diagnostics:
        reading.diagnostics.append(
            diagnostic(
                "wrong-shape",
                _place(file, nodes.root) if nodes.root else Place(file, 1, 1),
                "a log is a mapping with the keys schema, title and events",
                "the README shows one",
            )
        )
    return reading


def _place(file: str, node: Node) -> Place:
    if isinstance(node, Sequence) and node.items:
        return _place(file, node.items[0])
    return Place(file, node.line, node.column, node.width or 1)


_BAD: Final = object()
_Read = Callable[["_Reader", Node], Any]


class _Reader:
    """Reads one log; `errors` counts what was refused, so that a record knows whether it is whole."""

    def __init__(self, file: str, root: MappingNode, found: list[Diagnostic], truncated: bool) -> None:
        self.file = file
        self.found = found
        self.errors = 0
        self._unfinished = {id(node) for node in _last_of_all(root)} if truncated else set()
        self._draft = Draft(
            file=file,
            root=root,
            head={},
            tables={},
            events={},
            partial=set(),
            ids={},
            event_ids=[],
            declared=frozenset(root.items),
            references=[],
            truncated=truncated,
            refused=False,
            text="",
            sha256="",
        )
        self.references = self._draft.references

    def draft(self) -> Draft:
        """The draft of the whole root."""
        draft = self._draft
        fields = {each.key: each for each in schema.RECORDS["log"]}
        self.check_keys(draft.root, fields)
        for key, (_, node) in draft.root.items.items():
            if key == "events":
                self._events(node)
            elif key in fields and isinstance(kind := fields[key].type, schema.MapOf):
                names = node.items if isinstance(node, MappingNode) else ()
                draft.ids[key] = {each for name in names for each in (name, _as_id(name))}
                table = _reader_of(kind)(self, node)
                draft.tables[key] = {} if table is _BAD else table
            elif key in fields and key != "schema":
                value = _reader_of(fields[key].type)(self, node)
                if value is not _BAD:
                    draft.head[key] = value
            elif key == "schema" and isinstance(node, Scalar) and node.value.isdigit() and node.value != "1":
                self.refuse(
                    "wrong-value",
                    node,
                    f"schema {shorten(node.value)} is not known here",
                    "write 1, or use a newer mmru",
                )
            elif key == "schema":
                _reader_of(fields[key].type)(self, node)
        return draft

    def _events(self, node: Node) -> None:
        ids = self._draft.ids.setdefault("events", set())
        if not isinstance(node, Sequence):
            self.shape(node, "a list of events")
            return
        read_event = _reader_of(schema.Record("event"))
        for index, item in enumerate(node.items):
            if isinstance(item, MappingNode) and isinstance(name := item.items.get("id", (None, None))[1], Scalar):
                ids.update((name.value, _as_id(name.value)))
                self._draft.event_ids.append((index, name.value))
            before = self.errors
            event = read_event(self, item)
            if event is not _BAD:
                self._draft.events[index] = event
                if self.errors > before:
                    self._draft.partial.add(index)

    def refuse(self, code: str, node: Node, message: str, hint: str) -> object:
        """Collect a trouble at a node; the answer is what a reader returns for a refused value."""
        if type(node) is not Scalar or not node.alias:
            self.found.append(diagnostic(code, _place(self.file, node), message, hint))
        self.errors += CODES[code].severity is Severity.ERROR
        return _BAD

    def shape(self, node: Node, wanted: str) -> object:
        """Refuse a value of the wrong shape."""
        got = {Scalar: "a text", Sequence: "a list", MappingNode: "a mapping"}[type(node)]
        if isinstance(node, Scalar) and not node.value:
            return self.refuse(
                "empty-value", node, f"the value is empty; here belongs {wanted}", "give it, or delete the key"
            )
        hint = (
            "write it in [brackets]" if wanted.startswith("a list") and isinstance(node, Scalar) else f"write {wanted}"
        )
        return self.refuse("wrong-shape", node, f"here belongs {wanted}, not {got}", hint)

    def suggestion(self, text: str, choices: Iterable[str], otherwise: str) -> str:
        """A hint: the nearest choice, or the other words."""
        near = self._draft.suggest(text, choices)
        return f"did you mean `{near}`?" if near else otherwise

    def check_keys(self, node: MappingNode, fields: Mapping[str, schema.Field]) -> None:
        """Report unknown and missing keys; what a syntax error may have cut short misses none."""
        for key, (name, _) in node.items.items():
            if key not in fields:
                hint = self.suggestion(key, fields, f"the keys here are {', '.join(fields)}")
                self.refuse("unknown-key", name, f"there is no key `{shorten(key)}` here", hint)
        missing = [each.key for each in fields.values() if each.required and each.key not in node.items]
        if missing and not node.partial and id(node) not in self._unfinished:
            names = " and ".join(f"`{key}`" for key in missing)
            self.refuse(
                "missing-key", node, f"{names} must stand here", f"add {', '.join(f'{key}: …' for key in missing)}"
            )


def _last_of_all(node: Node) -> Iterator[Node]:
    while not isinstance(node, Scalar):
        yield node
        if not node.items:
            return
        node = node.items[-1] if isinstance(node, Sequence) else next(reversed(node.items.values()))[1]


@cache
def _reader_of(kind: schema.Type) -> _Read:
    match kind:
        case schema.Text():
            return _text(kind)
        case schema.Choice():
            return _choice(kind)
        case schema.Date():
            return _date
        case schema.Number():
            return _number(kind)
        case schema.Flag():
            return _flag
        case schema.Ref():
            return _ref(kind)
        case schema.Attribution():
            return _attribution
        case schema.Web():
            return _pattern(
                _WEB, "bad-address", "a web address", "begin it with https:// or http://, and leave no space in it"
            )
        case schema.Tag():
            return _pattern(_TAG, "wrong-value", "a language tag", "write the short one, such as en, ru or my")
        case schema.ListOf():
            return _list(kind)
        case schema.MapOf():
            return _map(kind)
        case schema.Record():
            return _record(kind)


def _text(kind: schema.Text) -> _Read:
    def read_text(reader: _Reader, node: Node) -> Any:
        if type(node) is not Scalar:
            return reader.shape(node, "a text")
        text = node.value.strip()
        if not text:
            return reader.refuse("empty-value", node, "the text is empty", "give it, or delete the key")
        if not kind.lines and "\n" in text:
            return reader.refuse(
                "line-break", node, "a line break may not stand in this text", "fold it with >- or write one line"
            )
        if len(text) > kind.most:
            return reader.refuse(
                "too-long", node, f"{len(text)} characters; at most {kind.most} fit here", "shorten it"
            )
        if "\u200b" in text:
            reader.refuse("zero-width-space", node, "there is a zero width space (U+200B) in this text", "delete it")
        return text

    return read_text


def _scalar(reader: _Reader, node: Node, wanted: str) -> str | None:
    if type(node) is Scalar and node.value:
        return node.value
    reader.shape(node, wanted)
    return None


def _choice(kind: schema.Choice) -> _Read:
    values = {value: value for value in kind.values}
    if set(values) == set(model.Status):
        values = {value: model.Status(value) for value in values}
    listed = ", ".join(kind.values)

    def read_choice(reader: _Reader, node: Node) -> Any:
        text = _scalar(reader, node, f"one of {listed}")
        if text is None:
            return _BAD
        if text not in values:
            hint = reader.suggestion(text, values, f"write one of {listed}")
            return reader.refuse("wrong-value", node, f"{shorten(text)} is none of {listed}", hint)
        return values[text]

    return read_choice


def _date(reader: _Reader, node: Node) -> Any:
    text = _scalar(reader, node, "a date")
    if text is None:
        return _BAD
    try:
        return when.parse(text)
    except when.DateError as error:
        return reader.refuse(error.code, node, error.message, error.hint)


def _number(kind: schema.Number) -> _Read:
    def read_number(reader: _Reader, node: Node) -> Any:
        text = _scalar(reader, node, "a number")
        if text is None:
            return _BAD
        if not _NUMBER.fullmatch(text) or (kind.whole and (not text.isdigit() or text == "0")):
            wanted = "a whole number from 1 up" if kind.whole else "a plain number such as 406 or 8.36"
            return reader.refuse(
                "wrong-value", node, f"{shorten(text)} is not {wanted}", f"write {wanted}; words go to `unit` or `note`"
            )
        return float(text) if "." in text else int(text)

    return read_number


def _flag(reader: _Reader, node: Node) -> Any:
    text = _scalar(reader, node, "true or false")
    if text is None:
        return _BAD
    if text not in ("true", "false"):
        return reader.refuse("wrong-value", node, f"{shorten(text)} is neither true nor false", "write true or false")
    return text == "true"


def _ref(kind: schema.Ref) -> _Read:
    def read_ref(reader: _Reader, node: Node) -> Any:
        text = _scalar(reader, node, "an id")
        if text is None:
            return _BAD
        if kind.table == "codes":
            if text not in CODES or CODES[text].severity is Severity.ERROR:
                allowed = [code.name for code in CODES.values() if code.severity is not Severity.ERROR]
                hint = reader.suggestion(text, allowed, f"write one of {', '.join(allowed)}")
                return reader.refuse("wrong-value", node, f"{shorten(text)} is no code that can be allowed", hint)
            return text
        if _refuse_id(reader, node, text):
            return _BAD
        if kind.table:
            reader.references.append(Reference(kind.table, text, node))  # type: ignore[arg-type]
        return text

    return read_ref


def _as_id(text: str) -> str:
    """What a refused id was probably meant to be; empty where nothing of it can stay."""
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")


def _refuse_id(reader: _Reader, node: Node, text: str) -> bool:
    if len(text) > schema.MAX_ID:
        reader.refuse("too-long", node, f"{len(text)} characters; at most {schema.MAX_ID} fit in an id", "shorten it")
    elif not _ID.fullmatch(text):
        plain = _as_id(text)
        reader.refuse(
            "bad-id",
            node,
            f"{shorten(text)} is no id: small letters a-z, digits and single hyphens only",
            f"write {shorten(plain)}" if plain else "write such an id",
        )
    else:
        return False
    return True


def _attribution(reader: _Reader, node: Node) -> Any:
    text = _scalar(reader, node, "an actor's id or free text")
    if text is None:
        return _BAD
    if " " in text.strip():
        return _reader_of(schema.Text(160))(reader, node)
    if not _ID.fullmatch(text):
        return reader.refuse(
            "bad-attribution",
            node,
            f"{shorten(text)} is neither an actor's id nor free text, which has a space in it",
            "write the id, or more words",
        )
    return _reader_of(schema.Ref("actors"))(reader, node)


def _pattern(pattern: re.Pattern[str], code: str, wanted: str, hint: str) -> _Read:
    def read_pattern(reader: _Reader, node: Node) -> Any:
        text = _scalar(reader, node, wanted)
        if text is None:
            return _BAD
        if not pattern.fullmatch(text):
            return reader.refuse(code, node, f"{shorten(text)} is not {wanted}", hint)
        return text

    return read_pattern


def _list(kind: schema.ListOf) -> _Read:
    read_item = _reader_of(kind.item)

    def read_list(reader: _Reader, node: Node) -> Any:
        if type(node) is not Sequence:
            return reader.shape(node, "a list")
        if len(node.items) > schema.MAX_ITEMS:
            return reader.refuse(
                "too-long", node, f"{len(node.items)} items; at most {schema.MAX_ITEMS} fit here", "shorten the list"
            )
        values = [read_item(reader, item) for item in node.items]
        return tuple(value for value in values if value is not _BAD)

    return read_list


def _map(kind: schema.MapOf) -> _Read:
    read_value = _reader_of(kind.value)
    record = isinstance(kind.value, schema.Record)

    def read_map(reader: _Reader, node: Node) -> Any:
        if type(node) is not MappingNode:
            return reader.shape(node, "a mapping of ids")
        values: dict[str, Any] = {}
        for key, (name, item) in node.items.items():
            if _refuse_id(reader, name, key):
                continue
            if kind.table:
                reader.references.append(Reference(kind.table, key, name))
            value = read_value(reader, item)
            if value is not _BAD:
                values[key] = value(key) if record else value
        return values

    return read_map


_NAMED = frozenset(
    each.type.value.name
    for each in schema.RECORDS["log"]
    if isinstance(each.type, schema.MapOf) and isinstance(each.type.value, schema.Record)
)


def _record(kind: schema.Record) -> _Read:
    """A reader of records; those of a table need their id yet, so that reading one gives a function of the id."""
    fields = {each.key: each for each in schema.RECORDS[kind.name]}
    required = [each.target for each in fields.values() if each.required]
    make = _CLASSES[kind.name]
    named = kind.name in _NAMED
    plan: dict[str, tuple[str, _Read]] = {}

    def read_record(reader: _Reader, node: Node) -> Any:
        if not plan:
            plan.update((key, (each.target, _reader_of(each.type))) for key, each in fields.items())
        if kind.short and type(node) is Scalar:
            value = plan[kind.short][1](reader, node)
            return _BAD if value is _BAD else make(**{kind.short: value})
        if type(node) is not MappingNode:
            return reader.shape(node, f"a mapping with {', '.join(key for key in fields if fields[key].required)}")
        items = node.items
        reader.errors += node.partial
        if not (items.keys() <= plan.keys()) or any(
            each not in items for each in (f.key for f in fields.values() if f.required)
        ):
            reader.check_keys(node, fields)
        values: dict[str, Any] = {}
        for key, (_, item) in items.items():
            step = plan.get(key)
            if step is not None and (value := step[1](reader, item)) is not _BAD:
                values[step[0]] = value
        if any(name not in values for name in required):
            return _BAD
        return (lambda name: make(id=name, **values)) if named else make(**values)

    return read_record
