"""Threads on a page: trees of events with the time between them, and the longest threads."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TypeAlias

import pytest
from rich.cells import cell_len

from building import log_of_links
from mmru_timeline import Timeline
from mmru_timeline.analysis.threads import thread, threads_of
from mmru_timeline.views import Look
from mmru_timeline.views.page import Page
from mmru_timeline.views.thread import print_thread, print_threads

Golden: TypeAlias = Callable[[str, str], None]

TANGLE = {
    "a": "",
    "b": "a",
    "c": "a",
    "x": "a",
    "d": "b c",
    "e": "d",
    "f": "d e",
    "z": "",
    "y": "z f",
    "g": "x",
    "h": "x",
    "i": "h",
}
TANGLE_DATES = {"b": "1900-02", "d": "1900-05", "e": "1900-06~", "g": "1901", "h": "1902", "i": "1903/.."}


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("unicode", [True, False], ids=["unicode", "ascii"])
def test_threads(width: int, unicode: bool, sample: Timeline, golden: Golden) -> None:
    tangle = log_of_links(TANGLE, TANGLE_DATES)
    out = io.StringIO()
    page = Page(out, Look(width=width, unicode=unicode), 110)
    for timeline, name in ((sample, "first-train"), (tangle, "a"), (tangle, "y")):
        event = timeline.by_id[name]
        print_thread(page, timeline, thread(timeline, event), event)
        out.write("\n")
    print_threads(page, sample, threads_of(sample))
    print_threads(page, tangle, threads_of(tangle))
    text = out.getvalue()
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert unicode or text.replace("Руритания", "").isascii()
    golden(f"threads-{width}-{'unicode' if unicode else 'ascii'}.txt", text)


def test_event_asked_for_is_bold(sample: Timeline) -> None:
    out = io.StringIO()
    event = sample.by_id["coal-treaty"]
    print_thread(Page(out, Look(colour=True)), sample, thread(sample, event), event)
    assert [line for line in out.getvalue().splitlines() if "\x1b[1m" in line] == [
        line for line in out.getvalue().splitlines() if "Coal treaty signed" in line
    ]


def test_event_with_thousands_of_followers() -> None:
    follows = {f"e{number}": "e0" if number else "" for number in range(3000)}
    fan = log_of_links(follows, {f"e{number}": f"{number + 1:04}" for number in range(3000)})
    out = io.StringIO()
    print_thread(Page(out, Look()), fan, thread(fan, fan.events[0]), fan.events[0])
    assert len(out.getvalue().splitlines()) == 1 + 2 * 2999
