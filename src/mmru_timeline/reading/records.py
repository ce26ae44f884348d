"""From nodes to records, by the table of fields: each record valid in itself, its ids not yet looked up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Any

from mmru_timeline.dates import edtf
from mmru_timeline.reading import remedies, values
from mmru_timeline.reading.diagnostics import Document, Severity, error, warning
from mmru_timeline.reading.draft import Draft, Reference, probable_id
from mmru_timeline.reading.nodes import Mapping, Node, Scalar, Sequence, Tree
from mmru_timeline.reading.values import REFUSED, Reader, ReadValue
from mmru_timeline.records import fields, model
from mmru_timeline.text import shorten

UNKNOWN_KEY = error("""
unknown-key: The format does not define this key here. If unknown keys were accepted, a misspelled one would be lost
silently.

Remedy:
    Correct the spelling, or move the content to `note`.

Fails:
    license: CC0-1.0

Passes:
    licence: CC0-1.0
""")
MISSING_KEY = error("""
missing-key: A required key is missing.

Remedy:
    Add it.

Fails:
    sectors:
      water: {colour: blue}

Passes:
    sectors:
      water: {label: Water supply, colour: blue}
""")
REPEATED_ITEM = warning("""
repeated-item: A list has the same item twice.

Remedy:
    Delete one of the two, or write what the second was meant to be.

Fails:
    editors: [Anna Berg, Ben Cole, Anna Berg]

Passes:
    editors: [Anna Berg, Ben Cole]
""")
CODES = (UNKNOWN_KEY, MISSING_KEY, REPEATED_ITEM)

_CUT_BY_COMMAS = re.compile(r"[^,{}\[\]]+(?:,[^,:{}\[\]]+(?=[,}]))+")
"""A text and the keys without values that follow it on its line, in a flow mapping."""

_CLASSES: dict[str, Callable[..., Any]] = {
    "kind": model.Kind,
    "sector": model.Sector,
    "actor": model.Actor,
    "place": model.Place,
    "role": model.Role,
    "publisher": model.Publisher,
    "source": model.Source,
    "citation": model.Citation,
    "figure": model.Figure,
    "account": model.Account,
    "event": model.Event,
    "retired": model.Retired,
}


def read_records(document: Document, tree: Tree, warning_codes: tuple[str, ...]) -> Draft | None:
    """The draft of a log; problems with shapes and values are added to the diagnostics of the document.

    None if the document is not a mapping at all. `warning_codes` are those that `allow` accepts.
    """
    root = tree.root
    if not isinstance(root, Mapping):
        if not document.diagnostics:
            message = "expected a mapping with the keys schema, title and events"
            where = root or Mapping({}, 1, 1)
            document.report(values.WRONG_SHAPE, where, message, "'mmru new FILE' writes a log to start from")
        return None
    draft = Draft(document=document, root=root, truncated=tree.truncated, unread=tree.left_out)
    _LogReader(draft, warning_codes).read()
    draft.is_complete = not document.has_errors
    return draft


class _LogReader(Reader):
    """Reads the whole log into a draft."""

    def __init__(self, draft: Draft, warning_codes: tuple[str, ...]) -> None:
        super().__init__(draft, warning_codes)
        self._draft = draft
        self.has_places = "places" in draft.root.items
        # A syntax error may have cut these short, so none of their keys can be called missing.
        self._unfinished = {id(node) for node in _last_nodes(draft.root)} if draft.truncated else set()

    def read(self) -> None:
        """Fill the draft."""
        draft = self._draft
        known = {field.key: field for field in fields.RECORDS["log"]}
        self.check_keys(draft.root, known)
        for key, (_, node) in draft.root.items.items():
            if key == "events":
                self._read_events(node)
            elif key == "schema" and isinstance(node, Scalar) and node.value.isdigit() and node.value != "1":
                message = f"unknown schema {shorten(node.value)}"
                self.refuse(values.WRONG_VALUE, node, message, "write 1, or use a newer version of mmru")
            elif key in known:
                kind = known[key].type
                value = _reader_of(kind)(self, node)
                if isinstance(kind, fields.MapOf):
                    ids = node.items if isinstance(node, Mapping) else ()
                    # The ids of refused records count as declared, so that using one is not a second error.
                    draft.ids[key] = {text for name in ids for text in (name, probable_id(name))}
                    draft.tables[key] = {} if value is REFUSED else value
                elif value is not REFUSED and key != "schema":
                    draft.head[key] = value

    def _read_events(self, node: Node) -> None:
        ids = self._draft.ids.setdefault("events", set())
        if not isinstance(node, Sequence):
            self.wrong_shape(node, "a list of events")
            return
        read_event = _reader_of(fields.Record("event"))
        for index, item in enumerate(node.items):
            if isinstance(item, Mapping) and isinstance(name := item.items.get("id", (None, None))[1], Scalar):
                ids.update((name.value, probable_id(name.value)))
                self._draft.event_ids.append((index, name.value))
            diagnostics = len(self.document.diagnostics)
            event = read_event(self, item)
            if event is not REFUSED:
                self._draft.events[index] = event
                # Most logs have no mistakes; there is nothing to look for then, which saves time.
                if self.document.diagnostics and (lost := frozenset(_lost_keys(item))):
                    self._draft.lost[index] = lost
                if event.allow:
                    self._silence(index, event.allow, diagnostics)

    def _silence(self, index: int, allowed: tuple[str, ...], first: int) -> None:
        """Take back what an event allows among its diagnostics, which are those from `first` on.

        Its `allow` may come after the value that was reported.
        """
        reported = self.document.diagnostics[first:]
        silenced = [each for each in reported if each.code in allowed and each.severity is not Severity.ERROR]
        self._draft.silenced.update((index, each.code) for each in silenced)
        self.document.diagnostics[first:] = [each for each in reported if each not in silenced]

    def check_keys(self, node: Mapping, known: dict[str, fields.Field]) -> set[str]:
        """Report unknown and missing keys. Returns the keys whose values are not known.

        These are the absent ones of which the unknown ones may be misspellings, and those of texts that a comma ended.
        """
        absent = known.keys() - node.items.keys()
        meant: set[str] = set()
        cut = self._cut_by_commas(node, known)
        for key, (name, value) in node.items.items():
            if key not in known and key not in cut:
                near = remedies.meant(key, known) or self.document.nearest(key, known)
                hint = f"did you mean `{near}`?" if near else f"the keys here are {', '.join(known)}"
                self.refuse(UNKNOWN_KEY, name, f"unknown key `{shorten(key)}`", hint)
                self.unread.append(value)
                meant |= {near} if near else set()
        missing = [field.key for field in known.values() if field.required and field.key in absent]
        if missing and not node.partial and id(node) not in self._unfinished:
            keys = " and ".join(f"`{key}`" for key in missing)
            message = f"missing required key{'s' if len(missing) > 1 else ''} {keys}"
            self.document.report(MISSING_KEY, node, message, f"add {' and '.join(f'`{key}: …`' for key in missing)}")
        return (absent & meant) | set(cut.values())

    def _cut_by_commas(self, node: Mapping, known: dict[str, fields.Field]) -> dict[str, str]:
        """Report each text between braces that a comma has ended. Returns the keys that are the rest, with its key."""
        cut: dict[str, str] = {}
        text, text_key, end = Scalar("", 0, 0, 0), "", 0
        for key, (name, value) in node.items.items():
            if key not in known and name.line == text.line and name.column <= end:
                cut[key] = text_key
                continue
            # A quoted text is wider than its value, and ends where its writer wanted.
            if not isinstance(value, Scalar) or value.width != len(value.value):
                continue
            line = self._lines[value.line - 1] if value.line <= len(self._lines) else ""
            if match := _CUT_BY_COMMAS.match(line, value.column - 1):
                text, text_key, end = value, key, match.end()
                following = next((each for each, _ in node.items.values() if end >= each.column > value.column), None)
                if following and following.line == value.line and following.value not in known:
                    message = f"the comma ended the text '{shorten(value.value)}'"
                    hint = _remedy_for_commas(match[0].strip(), known[key].type if key in known else None)
                    self.refuse(UNKNOWN_KEY, following, message, hint)
        return cut

    @cached_property
    def _lines(self) -> list[str]:
        return self.document.text.split("\n")


def _remedy_for_commas(text: str, kind: fields.FieldType | None) -> str:
    if isinstance(kind, fields.Date):
        from mmru_timeline.dates.spellings import remedy  # Only needed for error messages.

        if found := remedy(text):
            return found
    whole = remedies.with_commas(text)
    return f"write [{whole}]" if isinstance(kind, fields.ListOf) else f"write {whole}"


def _last_nodes(node: Node) -> Iterator[Node]:
    """The node, its last child, the last child of that, and so on."""
    while not isinstance(node, Scalar):
        yield node
        if not node.items:
            return
        node = node.items[-1] if isinstance(node, Sequence) else next(reversed(node.items.values()))[1]


@cache
def _reader_of(kind: fields.FieldType) -> ReadValue:
    match kind:
        case fields.Text():
            return values.text(kind)
        case fields.Choice():
            return values.choice(kind)
        case fields.Date():
            return values.date
        case fields.Number():
            return values.number(kind)
        case fields.Flag():
            return values.flag
        case fields.Id():
            return values.identifier(kind)
        case fields.WarningCode():
            return values.warning_code
        case fields.PlaceName():
            return values.place_name(kind)
        case fields.Attribution():
            return values.attribution
        case fields.Address():
            return values.address
        case fields.Language():
            return values.language
        case fields.ListOf():
            return _list_reader(kind)
        case fields.MapOf():
            return _map_reader(kind)
        case fields.Record():
            return _record_reader(kind)


def _list_reader(kind: fields.ListOf) -> ReadValue:
    read_item = _reader_of(kind.item)

    def read_list(reader: Reader, node: Node) -> Any:
        if type(node) is not Sequence:
            return reader.wrong_shape(node, "a list", _remedy_for_list(kind.item, node))
        if len(node.items) > fields.MAX_ITEMS:
            message = f"{len(node.items)} items; at most {fields.MAX_ITEMS} are allowed"
            return reader.refuse(values.TOO_LONG, node, message, "shorten the list")
        items = [(item, read_item(reader, item)) for item in node.items]
        node.partial = any(value is REFUSED for _, value in items)
        # Rules know an item by its position among the sound ones, so those are the ones that the node keeps.
        node.items = [item for item, value in items if value is not REFUSED]
        found = tuple(value for _, value in items if value is not REFUSED)
        if len(set(found)) < len(found):
            _report_repeated(reader, node, found)
        return found

    return read_list


def _remedy_for_list(item: fields.FieldType, node: Node) -> str | None:
    """What to write instead of a lone record, or of what stands for one."""
    match item:
        case fields.Record("figure") if figure := remedies.figure(node):
            return f"write [{figure}]"
        case fields.Record("citation") if source := remedies.source(node):
            return source
        case fields.Text():
            return remedies.names(node)
        case fields.Record() if isinstance(node, Mapping):
            return "put it in [brackets]"
        case _:
            return None


def _report_repeated(reader: Reader, node: Sequence, found: tuple[Any, ...]) -> None:
    first: dict[Any, Node] = {}
    for value, item in zip(found, node.items, strict=True):
        # Two records that lost a value are the same only because they have the same placeholder.
        if isinstance(item, Mapping) and item.lost:
            continue
        if first.setdefault(value, item) is not item:
            what = f"`{shorten(item.value)}`" if isinstance(item, Scalar) else "this item"
            reader.document.report(REPEATED_ITEM, item, f"{what} appears twice in the list", "delete one of the two")


def _map_reader(kind: fields.MapOf) -> ReadValue:
    read_value = _reader_of(kind.value)
    read_record = _record_reader(kind.value) if isinstance(kind.value, fields.Record) else None

    def read_map(reader: Reader, node: Node) -> Any:
        if type(node) is not Mapping:
            return reader.wrong_shape(node, "a mapping from ids")
        found: dict[str, Any] = {}
        for key, (name, item) in list(node.items.items()):
            if values.refuse_bad_id(reader, name, key):
                # What it probably means is read too, and found there by the rules.
                key = probable_id(key)
                node.items.setdefault(key, (name, item))
            elif kind.table:
                reader.references.append(Reference(kind.table, key, name))
            value = read_record(reader, item, key) if read_record else read_value(reader, item)
            if value is not REFUSED:
                found.setdefault(key, value)
        return found

    return read_map


@cache
def _record_reader(kind: fields.Record) -> Callable[..., Any]:
    """A reader of records; for the records of a table, its third argument is the id, which is the key in the table."""
    known = {field.key: field for field in fields.RECORDS[kind.name]}
    required = [field for field in known.values() if field.required]
    required_keys = dict.fromkeys(field.key for field in required).keys()
    readers = {field.key: (field.target, _reader_of(field.type)) for field in known.values()}
    make = _CLASSES[kind.name]
    expected = f"a mapping with {', '.join(required_keys)}"

    def read_record(reader: _LogReader, node: Node, record_id: str | None = None) -> Any:
        if kind.name == "citation" and (source := remedies.source(node)):
            return reader.refuse(MISSING_KEY, node, "a source is declared under `sources:` and cited by its id", source)
        if kind.short and type(node) is Scalar:
            value = readers[kind.short][1](reader, node)
            return REFUSED if value is REFUSED else make(**{kind.short: value})
        if type(node) is not Mapping:
            figure = remedies.figure(node) if kind.name == "figure" else None
            return reader.wrong_shape(node, expected, figure and f"write {figure}")
        items = node.items
        lost = known.keys() - items.keys() if node.partial else set()
        if not (items.keys() <= readers.keys() and required_keys <= items.keys()):
            lost |= reader.check_keys(node, known)
        found: dict[str, Any] = {} if record_id is None else {"id": record_id}
        for key, (_, item) in items.items():
            if key in readers:
                target, read_value = readers[key]
                value = read_value(reader, item)
                if value is not REFUSED:
                    found[target] = value
                if value is REFUSED or (type(item) is Sequence and item.partial):
                    lost.add(key)
        for field in required:
            if field.target not in found:
                found[field.target] = _placeholder(field, node, kind.name)
                lost.add(field.key)
        if lost:
            node.lost = frozenset(lost)
        return make(**found)

    return read_record


def _placeholder(field: fields.Field, node: Mapping, record: str) -> Any:
    """What stands for a required value that is missing or was refused, so that rules about the others can run."""
    match field.type:
        case fields.Id():
            _, given = node.items.get(field.key, (None, None))
            # A value unlike an id is called "this event" in messages; because of the space, nothing refers to it.
            return (probable_id(given.value) if isinstance(given, Scalar) else "") or f"this {record}"
        case fields.Date():
            return edtf.parse("../..")
        case fields.Number():
            return 0
        case fields.ListOf():
            return ()
        case _:
            return ""


def _lost_keys(node: Node) -> Iterator[str]:
    """The keys that a record has lost, and those that the records in its lists have lost, such as "accounts.date"."""
    if isinstance(node, Mapping):
        yield from node.lost
        for key, (_, value) in node.items.items():
            for item in value.items if isinstance(value, Sequence) else ():
                yield from (f"{key}.{inner}" for inner in _lost_keys(item))
