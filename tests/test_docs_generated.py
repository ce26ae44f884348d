"""docs/diagnostics.md is generated from the manuals of the codes; `pytest --update` writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmru_timeline.reading.diagnostics import Code
from mmru_timeline.reading.rules import CODES

PAGE = Path(__file__).parents[1] / "docs" / "diagnostics.md"

_INTRODUCTION = """\
# Diagnostics

<!-- Generated from the program by 'pytest --update tests/test_docs_generated.py'. -->

`mmru validate FILE` reads a log, checks it against every rule, and shows all problems in one run. Each problem is a
diagnostic: it has a place in the file, a severity, a code, a message, and usually a hint on what to write instead.

There are three severities:

- An **error** makes the log unusable: no other command reads a log that has errors.
- A **warning** is probably a mistake.
- A **note** may be a mistake.

`mmru validate` exits with 1 if there are errors, and with `--strict` also if there are warnings. If a warning or note
about an event is not a mistake, name its code under `allow` in that event, for example `allow: [out-of-order]`; it is
then no longer shown for that event. An `allow` at the top level of the log, beside `title`, does the same for the whole
log, and also for what is not about events, such as `unused-actor`. Errors cannot be allowed.

This page explains every code, in the order in which a log is read. `mmru validate --explain CODE` prints the same
explanation in the terminal.

Each code has an example that fails and one that passes. The examples leave out what does not matter there: the keys
`schema` and `title`, an empty list of `events`, the line `events:` above a list of events, and the source `snow`, which
would be declared as

```yaml
sources:
  snow: {title: On Cholera, publisher: Churchill}
```
"""


def diagnostics_page() -> str:
    """The page that explains every code, in Markdown."""
    return _INTRODUCTION + "".join(f"\n{paragraph}\n" for code in CODES.values() for paragraph in _paragraphs(code))


def _paragraphs(code: Code) -> Iterator[str]:
    yield f"## {code.name}"
    yield f"Severity: {code.severity}"
    yield code.section()
    yield "**How to fix it:**\n" + code.section("Remedy")
    for verb in ("Fails", "Passes"):
        snippet = _visible(code.section(verb))
        yield f"{verb}:" if snippet else f"{verb}: an empty file."
        if snippet:
            yield f"```yaml\n{snippet}\n```"


def _visible(snippet: str) -> str:
    """The snippet with bytes that are not UTF-8 as text such as \\xe9."""
    return re.sub("[\udc80-\udcff]", lambda match: f"\\x{ord(match[0]) - 0xDC00:02x}", snippet)


def test_diagnostics_page_is_up_to_date(request: pytest.FixtureRequest) -> None:
    page = diagnostics_page()
    if request.config.getoption("--update"):
        PAGE.write_text(page, encoding="utf-8", newline="\n")
    assert PAGE.is_file(), "run pytest --update tests/test_docs_generated.py"
    assert PAGE.read_text(encoding="utf-8") == page, "run pytest --update tests/test_docs_generated.py"


def test_diagnostics_page_explains_every_code_in_order() -> None:
    assert re.findall(r"^## (.*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE) == list(CODES)


def test_diagnostics_page_shows_bytes_that_are_not_utf_8_as_text() -> None:
    assert r"editors: [Ren\xe9 Dupont]" in PAGE.read_text(encoding="utf-8")
