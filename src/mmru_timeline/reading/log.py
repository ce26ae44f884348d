"""The front door: from a file to a checked log."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from mmru_timeline.errors import FileError, MmruError
from mmru_timeline.reading.diagnostics import Diagnostic, Document, Severity
from mmru_timeline.records.model import USUAL_KINDS, Actor, Kind, Place, Publisher, Sector, Source
from mmru_timeline.records.timeline import Timeline
from mmru_timeline.records.vocabulary import Vocabulary
from mmru_timeline.text import counted, shorten

if TYPE_CHECKING:
    from mmru_timeline.reading.draft import Draft

MAX_SIZE = 256 * 1024 * 1024
"""The largest log that is read, in bytes."""
_CHUNK = 1 << 20

LogPath: TypeAlias = str | PathLike[str]


class LogError(MmruError):
    """A log with errors. `checked` has its diagnostics."""

    def __init__(self, checked: CheckedLog) -> None:
        errors = counted(len(checked.errors), "error")
        super().__init__(f"{checked.name} has {errors}", f"the first: {checked.errors[0].message}")
        self.checked = checked

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that was found, in the order of the file."""
        return self.checked.diagnostics


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLog:
    """A log after checking: its timeline unless it has errors, its text, and its diagnostics in file order."""

    name: str
    text: str
    diagnostics: tuple[Diagnostic, ...]
    timeline: Timeline | None

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that make the log unusable."""
        return tuple(each for each in self.diagnostics if each.severity is Severity.ERROR)

    def require(self) -> Timeline:
        """The timeline. Raises LogError if the log has errors."""
        if self.timeline is None:
            raise LogError(self)
        return self.timeline


def load(path: LogPath | None = None) -> Timeline:
    """The timeline of a log file; without a path, of the log that comes with the program.

    The path "-" is standard input. Raises FileError if the file cannot be read or is larger than MAX_SIZE, and
    LogError if the log has errors.
    """
    return check(path).require()


def check(path: LogPath | None = None) -> CheckedLog:
    """Read a log file and check it against every rule; without a path, the log that comes with the program.

    The path "-" is standard input. Raises FileError if the file cannot be read or is larger than MAX_SIZE.
    """
    return check_bytes(*read_bytes(path))


def check_bytes(data: bytes, name: str = "<log>") -> CheckedLog:
    """Check a log that is already in memory; `name` is what its diagnostics call it.

    Never raises for what the log contains: all problems, even of encoding, are in the diagnostics.
    """
    # Shell completion imports this module to read a log, but rarely has to check it: these imports are slow.
    from mmru_timeline.reading.nodes import read_nodes
    from mmru_timeline.reading.records import read_records
    from mmru_timeline.reading.rules import WARNING_CODES, apply_rules

    document = Document(name, data)
    draft = read_records(document, read_nodes(document), WARNING_CODES)
    if draft is not None and not draft.truncated:
        apply_rules(draft)
    # The whole log's `allow` may come after what it silences, so it is applied last.
    allowed = draft.head.get("allow", ()) if draft is not None else ()
    shown = (each for each in document.diagnostics if each.severity is Severity.ERROR or each.code not in allowed)
    timeline = None if document.has_errors or draft is None else _timeline(draft)
    found = sorted(shown, key=lambda each: (each.location, each.code))
    return CheckedLog(name=name, text=document.text, diagnostics=tuple(found), timeline=timeline)


def read_bytes(path: LogPath | None) -> tuple[bytes, str]:
    """The bytes of a log and the name that messages give it.

    Raises FileError if the file cannot be read or is larger than MAX_SIZE.
    """
    if path is not None and not str(path).strip():
        raise FileError("the file name is empty", "give a file name, or leave it out")
    if str(path) == "-":
        data, name = _read_at_most(sys.stdin.buffer), "<stdin>"
    else:
        file = Path(path) if path is not None else bundled_log()
        name = shorten(_relative(file), 1_000)
        try:
            with file.open("rb") as stream:
                data = _read_at_most(stream)
        except FileNotFoundError:
            raise FileError(f"{name}: no such file", "give the path of an existing file") from None
        except IsADirectoryError:
            raise FileError(f"{name}: this is a folder", "give the path of a YAML file in it") from None
        except OSError as error:
            raise FileError(f"{name}: cannot be read: {error.strerror or error}") from None
        except ValueError:
            raise FileError(f"{name}: not a valid file name") from None
    if len(data) > MAX_SIZE:
        raise FileError(f"{name}: larger than {MAX_SIZE >> 20} MiB", "split the log into several files")
    return data, name


def bundled_log() -> Path:
    """The log that comes with the program: beside its modules if installed, else that of the checkout."""
    package = Path(__file__).parents[1]
    installed = package / "timeline.yaml"
    return installed if installed.is_file() else package.parents[1] / "timeline.yaml"


def _read_at_most(stream: BinaryIO) -> bytes:
    """The bytes of a stream, at most MAX_SIZE + 1 of them; in chunks, since one read would reserve memory for all."""
    chunks: list[bytes] = []
    left = MAX_SIZE + 1
    while left > 0 and (chunk := stream.read(min(left, _CHUNK))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _relative(path: Path) -> str:
    """The path as the user would write it: relative if it is below the working folder."""
    try:
        return str(path.relative_to(Path.cwd())) if path.is_absolute() else str(path)
    except (ValueError, OSError):
        return str(path)


def _timeline(draft: Draft) -> Timeline:
    """The timeline of a draft without errors."""
    tables = draft.tables
    events = tuple(sorted(draft.events.values(), key=lambda event: event.date.order))
    claimants = [name for event in events for name in event.attributed_to]
    claimants += [name for event in events for account in event.accounts for name in account.attributed_to]
    # An attribution with a space in it is free text, not an id.
    attributed = (name for name in claimants if " " not in name)
    publishers = _vocabulary(Publisher, "publisher", tables.get("publishers"), ())
    return Timeline(
        **draft.head,
        kinds=_kinds(tables.get("kinds"), {event.kind: None for event in events}),
        sectors=_vocabulary(Sector, "sector", tables.get("sectors"), (s for event in events for s in event.sectors)),
        actors=_vocabulary(
            Actor, "actor", tables.get("actors"), (*(a for event in events for a in event.actors), *attributed)
        ),
        places=_places(tables.get("places"), (event.place for event in events if event.place)),
        publishers=publishers,
        sources=_resolved_sources(tables.get("sources", {}), publishers),
        events=events,
        retired=tables.get("retired", {}),
        sha256=hashlib.sha256(draft.document.data).hexdigest(),
    )


def _kinds(table: dict[str, Kind] | None, used: Iterable[str]) -> Vocabulary[Kind]:
    """The kinds of event; those of a table, and "other" if events have no kind of their own."""
    if table is None:
        return _vocabulary(Kind, "kind", None, (*USUAL_KINDS, *used))
    missing = {kind: Kind(id=kind, label=kind.capitalize()) for kind in used if kind not in table}
    return _vocabulary(Kind, "kind", {**table, **missing}, ())


def _vocabulary(
    make: Callable[..., Any], noun: str, table: dict[str, Any] | None, used: Iterable[str]
) -> Vocabulary[Any]:
    """The declared terms; without a table, one for each id in use, labelled with the words of the id."""
    if table is None:
        made = {name: make(id=name, label=name.replace("-", " ").capitalize()) for name in used}
        return Vocabulary(made, noun, declared=False)
    return Vocabulary(table, noun)


def _places(table: dict[str, Place] | None, used: Iterable[str]) -> Vocabulary[Place]:
    """The declared places; without a table, the texts in use, as they are."""
    if table is not None:
        return Vocabulary(table, "place")
    return Vocabulary({text: Place(id=text, label=text) for text in used}, "place", declared=False)


def _resolved_sources(sources: dict[str, Source], publishers: Vocabulary[Publisher]) -> Mapping[str, Source]:
    """The sources with the ids of their publishers and origins, however the author spelled them."""

    def resolved(text: str) -> str:
        return publishers.exact(text) or text

    return {
        source.id: replace(
            source,
            publisher=resolved(source.publisher),
            origin=resolved(source.origin) if source.origin else None,
        )
        for source in sources.values()
    }
