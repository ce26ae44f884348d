"""Logs of one event, their drafts and what is wrong with them, for the tests of reading."""

from __future__ import annotations

from mmru_timeline import Diagnostic, check_bytes
from mmru_timeline.reading.diagnostics import Document
from mmru_timeline.reading.draft import Draft
from mmru_timeline.reading.nodes import read_nodes
from mmru_timeline.reading.records import read_records
from mmru_timeline.reading.rules import WARNING_CODES

HEAD = "schema: 1\ntitle: Ruritania\nevents:\n"
EVENT = "  - id: coronation\n    date: 1894-05-03\n    title: Rudolf V crowned\n"


def with_line(line: str) -> str:
    """A log of one valid event with one more line, which is line 7 of the log, and a source."""
    return f"{HEAD}{EVENT}    {line}\nsources: {{gazette: {{title: Coronation, publisher: Gazette}}}}\n"


def found(text: str) -> tuple[Diagnostic, ...]:
    """The diagnostics of a log, without the warnings about missing and unused sources."""
    ignored = ("no-source", "unused-source")
    return tuple(each for each in check_bytes(text.encode(), "log.yaml").diagnostics if each.code not in ignored)


def codes(text: str) -> str:
    """Line, column and code of each of these diagnostics."""
    return " ".join(f"{each.location.line}:{each.location.column}:{each.code}" for each in found(text))


def draft_of(text: str) -> Draft:
    """The draft of a log."""
    document = Document("log.yaml", text.encode())
    draft = read_records(document, read_nodes(document), WARNING_CODES)
    assert draft is not None
    return draft
