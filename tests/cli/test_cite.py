"""mmru cite."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from mmru_timeline import Timeline
from mmru_timeline.analysis.citations import log_citation, source_citation
from running import run

Golden: TypeAlias = Callable[[str, str], None]


def test_without_ids_the_log_is_cited(sample: Timeline) -> None:
    result = run("cite")
    assert (result.code, result.out, result.err) == (0, f"{log_citation(sample)}\n", "")


def test_events_are_cited_with_all_their_sources(sample: Timeline, golden: Golden) -> None:
    result = run("cite", "coronation", "output-1896", "coal-treaty-d")
    assert (result.code, result.err) == (0, "")
    golden("cite.txt", result.out)
    for event_id in ("coronation", "output-1896"):
        for source_id in sample.by_id[event_id].all_source_ids:
            assert f"  {source_citation(sample, sample.sources[source_id])}\n" in result.out


def test_unknown_event_exits_with_2() -> None:
    result = run("cite", "coronation", "coal-tracks")
    assert (result.code, result.out) == (2, "")
    assert result.err == "mmru: unknown event 'coal-tracks'\n      did you mean 'coal-talks' or 'coal-treaty'?\n"


def test_titles_are_in_italics_on_a_terminal(sample: Timeline) -> None:
    result = run("cite", "--color", "always")
    assert f"\x1b[3m{sample.title}\x1b[0m" in result.out
