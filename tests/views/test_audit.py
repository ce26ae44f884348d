"""How exact, well sourced and complete a log is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TypeAlias

import pytest
from rich.cells import cell_len

from logs import log_of
from mmru_timeline import Query, Timeline, select
from mmru_timeline.analysis.audit import audit_of
from mmru_timeline.views import Look
from mmru_timeline.views.audit import print_audit
from mmru_timeline.views.page import Page

Golden: TypeAlias = Callable[[str, str], None]

# As wide as the command makes its page.
_WIDEST = 110


def audit(log: Timeline, look: Look, query: Query = Query(), *, listed: bool = False) -> str:  # noqa: B008
    """The audit of what a query finds."""
    out = io.StringIO()
    print_audit(Page(out, look, _WIDEST), log, audit_of(log, select(log, query), query), listed=listed)
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("unicode", [True, False], ids=["unicode", "ascii"])
@pytest.mark.parametrize("listed", [False, True], ids=["numbers", "list"])
def test_audit_of_the_sample_log(width: int, unicode: bool, listed: bool, sample: Timeline, golden: Golden) -> None:
    text = audit(sample, Look(width=width, unicode=unicode), listed=listed)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert all(line == line.rstrip() for line in text.splitlines())
    assert unicode or text.isascii()
    golden(f"audit{'-list' * listed}-{width}-{'unicode' if unicode else 'ascii'}.txt", text)


def test_audit_fits_into_40_columns(sample: Timeline) -> None:
    text = audit(sample, Look(width=40), listed=True)
    assert max(cell_len(line) for line in text.splitlines()) <= 40


def test_audit_of_one_event_without_sectors_or_sources() -> None:
    text = audit(
        log_of("schema: 1\ntitle: A\nevents:\n  - {id: a, date: 2021-02-01, title: Alone}\n"), Look(), listed=True
    )
    assert "no first-hand source                1  100.0%\n    ● 1 Feb 2021  Alone  a\n" in text
    assert "Attested only by publishers run by one state\n  none\n" in text
    assert "on the first of a month             1  100.0%  by chance: one in thirty\n" in text
    assert text.endswith("Longest silence in each sector, not counting background events\n  none\n")


def test_background_event_does_not_break_a_silence(sample: Timeline) -> None:
    text = audit(sample, Look(), Query(sectors=("court",)))
    assert re.search(r"Court +312 days  3 May 1894 → 11 Mar 1895\n", text)
