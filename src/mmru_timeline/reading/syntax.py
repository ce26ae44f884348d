"""From bytes to text, and from the errors of the YAML parser to diagnostics."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Any

import yaml

from mmru_timeline.reading.diagnostics import Document, Location, error
from mmru_timeline.text import REFUSED_CLASS, shorten

ENCODING = error("""
encoding: The file is not encoded in UTF-8.

Remedy:
    Save it as UTF-8, which every text editor can do.

Fails:
    editors: [Ren\udce9 Dupont]

Passes:
    editors: [René Dupont]
""")
EMPTY_FILE = error("""
empty-file: The file is empty.

Remedy:
    Start from the log that 'mmru new FILE' writes.

Fails:

Passes:
    schema: 1
    title: Example
""")
REFUSED_CHARACTER = error("""
refused-character: The file contains a control character, a byte order mark after its start, a tab within text,
or a mark that reverses the reading direction, either directly or as an escape. Such characters are invisible and
can make text look different from what it is.

Remedy:
    Delete the character; replace a tab with spaces. U+200C and U+200D, which Burmese and other scripts need,
    are allowed.

Fails:
    editors: ["Anna \\u202eBerg"]

Passes:
    editors: ["Anna Berg"]
""")
YAML_SYNTAX = error("""
yaml-syntax: From this point on, the file is not valid YAML, so nothing after it could be read.

Remedy:
    Put quotes around text that contains a colon, correct the indentation, or close the quote that is still
    open. These are the usual causes.

Fails:
    sectors:
      health: {label: Health: public}

Passes:
    sectors:
      health: {label: "Health: public"}
""")
CODES = (ENCODING, EMPTY_FILE, REFUSED_CHARACTER, YAML_SYNTAX)

REFUSED_IN_VALUES = re.compile(f"[{REFUSED_CLASS}\\t\\r\ud800-\udfff]")
"""What an escape such as "\\u202e" must not bring into a text; newlines are checked by the fields."""
_REFUSED_IN_FILES = re.compile(f"[{REFUSED_CLASS}]|\r(?!\n)")
_NAMES = {
    "\t": "tab",
    "\0": "NUL character",
    "\r": "lone carriage return",
    "\ufeff": "byte order mark",
    "\x1b": "escape character",
}


def decode(document: Document) -> str | None:
    """The text of the document, with refused characters replaced by U+FFFD; None if there is nothing to read.

    Also sets `document.text`, in which the refused characters remain.
    """
    data = document.data
    start = Location(document.name, 1, 1)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data[1:2] == b"\0" or data[:1] == b"\0":
        document.report(ENCODING, start, "the file is in UTF-16 or UTF-32, not UTF-8", "save it as UTF-8")
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        document.text = data.decode("utf-8", "replace")
        before = data[: error.start].decode("utf-8", "replace")
        message = f"byte 0x{data[error.start]:02x} is not valid UTF-8; the file may be in Latin-1 or another encoding"
        document.report(ENCODING, location_of(document, before, len(before)), message, "save it as UTF-8")
        return None
    document.text = text
    if not text.strip():
        hint = "delete it, and run 'mmru new FILE', which writes a log to start from"
        document.report(EMPTY_FILE, start, "the file is empty", hint)
        return None
    line, line_start, seen = 1, 0, 0
    for match in _REFUSED_IN_FILES.finditer(text):
        line += text.count("\n", seen, match.start())
        line_start = max(line_start, text.rfind("\n", seen, match.start()) + 1)
        seen = match.start()
        report_character(document, Location(document.name, line, seen - line_start + 1), match[0])
    return _REFUSED_IN_FILES.sub("\ufffd", text) if document.diagnostics else text


def location_of(document: Document, text: str, index: int) -> Location:
    """The line and column of an index into a text."""
    return Location(document.name, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def report_character(document: Document, where: Location, character: str) -> None:
    """Report a refused character."""
    name = _NAMES.get(character) or unicodedata.name(character, "invisible control character").lower()
    hint = "write spaces instead" if character == "\t" else "delete it"
    document.report(REFUSED_CHARACTER, where, f"{name} (U+{ord(character):04X}) is not allowed", hint)


_SAME_COLUMN = "lines of one mapping start in the same column; text that starts with a quote or bracket needs quotes"
_HINTS = (
    ("mapping values are not allowed", "put quotes around text that contains `: `, and align the keys of a mapping"),
    ("<tab>", "use spaces instead of the tab; only spaces can indent"),
    ("scanning an a", "put quotes around text that starts with this character"),
    (
        "could not find expected ':'",
        "end every key with a colon and a space; start text of several lines with `>-`",
    ),
    ("expected '-' indicator", "lines of one mapping or list start in the same column"),
    ("expected key", _SAME_COLUMN),
    ("expected <block end>", _SAME_COLUMN),
    ("unexpected end of stream", "close the quote opened here"),
    ("expected ',' or", "close the bracket opened on line {line}, or add the missing comma or quotes"),
    ("cannot start any token", "put quotes around text that starts with this character"),
    ("escape", "use single quotes around text that contains backslashes"),
)
"""Parts of the parser's messages, with their hints; the first part that is found gives the hint."""


def report_syntax_error(document: Document, clean: str, error: yaml.YAMLError) -> None:
    """Report what the YAML parser could not read in the text `clean`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        start = Location(document.name, 1, 1)
        document.report(YAML_SYNTAX, start, f"not valid YAML: {shorten(str(error), 120)}", "delete what is unreadable")
        return
    problem = " ".join(part for part in (error.problem, error.context) if part)
    mark: Any = error.problem_mark or error.context_mark
    opened: Any = error.context_mark or mark
    # Here the parser complains where it gave up, far below the quote or key that is meant.
    if "end of stream" in problem or "could not find expected ':'" in problem:
        mark = opened
    sign = problem + ("<tab>" if clean[mark.index : mark.index + 1] == "\t" else "")
    hint = next((hint for part, hint in _HINTS if part in sign), "check the lines before it")
    # If the file ends too early, point at the end of what can be seen.
    where = min(
        Location(document.name, mark.line + 1, mark.column + 1), location_of(document, clean, len(clean.rstrip()))
    )
    hint = hint.format(line=opened.line + 1)
    document.report(YAML_SYNTAX, where, f"not valid YAML: {shorten(problem, 120)}", hint)
