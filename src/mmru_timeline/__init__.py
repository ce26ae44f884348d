"""A chronology you can query: read and check logs of events, and select from them.

    from mmru_timeline import load, select

    log = load("mine.yaml")
    for hit in select(log, actor="russia", since="2023"):
        print(hit.event.date, hit.certain, hit.event.title)

Everything in `__all__` is the public interface; all other modules may change without notice.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mmru_timeline.version import __version__

if TYPE_CHECKING:
    from mmru_timeline.dates.edtf import DateError, EdtfDate, Overlap, parse
    from mmru_timeline.errors import FileError, MmruError, UsageError
    from mmru_timeline.query.matching import Hit, select
    from mmru_timeline.query.query import Query
    from mmru_timeline.reading.diagnostics import Diagnostic, Location, Severity
    from mmru_timeline.reading.log import CheckedLog, LogError, check, check_bytes, load
    from mmru_timeline.records.model import Account, Actor, Citation, Event, Figure, Place, Publisher, Sector, Source
    from mmru_timeline.records.timeline import Timeline, UnknownEventError
    from mmru_timeline.records.vocabulary import Term, UnknownTermError, Vocabulary

__all__ = [
    "Account",
    "Actor",
    "CheckedLog",
    "Citation",
    "DateError",
    "Diagnostic",
    "EdtfDate",
    "Event",
    "Figure",
    "FileError",
    "Hit",
    "Location",
    "LogError",
    "MmruError",
    "Overlap",
    "Place",
    "Publisher",
    "Query",
    "Sector",
    "Severity",
    "Source",
    "Term",
    "Timeline",
    "UnknownEventError",
    "UnknownTermError",
    "UsageError",
    "Vocabulary",
    "__version__",
    "check",
    "check_bytes",
    "load",
    "parse",
    "select",
]

_MODULES = (
    *("errors", "dates.edtf", "records.vocabulary", "records.model", "records.timeline"),
    *("reading.diagnostics", "query.query", "query.matching", "reading.log"),
)


def __getattr__(name: str) -> Any:
    # Names are imported when they are first used: `mmru --version` needs none of them.
    for module in _MODULES if name in __all__ else ():
        if (found := getattr(import_module(f"{__name__}.{module}"), name, None)) is not None:
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
