"""Rival accounts side by side."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TypeAlias

import pytest
from rich.cells import cell_len

from logs import log_of
from mmru_timeline import Timeline, select
from mmru_timeline.views import Look
from mmru_timeline.views.disputes import print_disputes
from mmru_timeline.views.page import Page

Golden: TypeAlias = Callable[[str, str], None]

# As wide as the command makes its page.
_WIDEST = 120

_RIVALS = """
schema: 1
title: Rivals
released: 2024-06
actors:
  u: {name: Uqbar, kind: country}
publishers:
  star: {name: The Star, state: u}
sources:
  one: {title: One, publisher: star, date: 2021}
  two: {title: Two, publisher: Somebody, date: 2022-02-03}
events:
  - id: battle
    date: 2021-02-03
    title: A battle whose name and issue are told in so many ways that no line can hold them all
    summary: It was fought.
    status: disputed
    sources: [one]
    figures: [{what: fallen, value: 12}]
    accounts:
      - says: It was never fought, and what was heard were the guns of manoeuvres that the garrison holds each spring.
        sources: [two]
      - {says: It was fought elsewhere., sources: [one, two], date: 2021-03, figures: [{what: fallen, value: 13}]}
      - {says: 战斗在别处进行。, sources: []}
  - id: silent
    date: 2022
    title: An event without a source
    status: disputed
    accounts: [{says: Nothing of the kind., sources: [two], attributed_to: [u, Some other people]}]
"""


def disputes(log: Timeline, look: Look) -> str:
    """The events of a log that have rival accounts."""
    out = io.StringIO()
    print_disputes(Page(out, look, _WIDEST), log, [hit for hit in select(log) if hit.event.accounts])
    return out.getvalue()


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("unicode", [True, False], ids=["unicode", "ascii"])
def test_disputes_of_two_logs(width: int, unicode: bool, sample: Timeline, golden: Golden) -> None:
    look = Look(width=width, unicode=unicode)
    text = "".join(f"{disputes(log, look)}\n" for log in (sample, log_of(_RIVALS)))
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert all(line == line.rstrip() for line in text.splitlines())
    assert unicode or text.replace("战斗在别处进行。", "").isascii()
    golden(f"disputes-{width}-{'unicode' if unicode else 'ascii'}.txt", text)


def test_every_account_has_its_sources() -> None:
    text = disputes(log_of(_RIVALS), Look())
    assert text.count("this log") == 2
    assert text.count("other accounts") == 2
    assert "Claimed by Uqbar, Some other" in text
    assert "Date: some day in March 2021" in text
    assert "The Star, 2021; Somebody, 3 Feb 2022" in text
    assert text.count("no source") == 2
    assert "fallen: 13\n" in text
