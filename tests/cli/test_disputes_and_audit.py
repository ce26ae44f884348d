"""mmru disputes and mmru audit: the events they are about, and their notes."""

from __future__ import annotations

import pytest

from running import run

_DISPUTES: dict[str, tuple[tuple[str, ...], list[str], str]] = {
    "all": ((), ["coronation", "output-1896"], "2 events with 2 rival accounts\n"),
    "one": (("--sector", "coal"), ["output-1896"], "1 event with 1 rival account\n"),
    "none": (("--sector", "trade"), [], "no events match\n"),
}


@pytest.mark.parametrize("case", _DISPUTES)
def test_disputes_of_the_events_asked_for(case: str) -> None:
    arguments, ids, note = _DISPUTES[case]
    result = run("disputes", "--color", "never", "--no-pager", *arguments, tty=True)
    assert (result.code, result.err) == (0, note)
    assert [name for name in ("coronation", "coal-treaty", "output-1896") if f"  {name}\n" in result.out] == ids
    assert bool(result.out) == bool(ids)


_AUDITS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "everything": ((), "exact to the day                    3   37.5%", "8 events, 4 sources in the log\n"),
    "filtered": (
        ("--sector", "trade"),
        "exact to the day                    1   33.3%",
        "3 events, 4 sources in the log\n",
    ),
    "nothing": (("--on", "1700"), "", "no events match\n"),
}


@pytest.mark.parametrize("case", _AUDITS)
def test_audit_of_the_events_asked_for(case: str) -> None:
    arguments, line, note = _AUDITS[case]
    result = run("audit", "--color", "never", "--no-pager", *arguments, tty=True)
    assert (result.code, result.err) == (0, note)
    assert line in result.out
    assert bool(result.out) == bool(line)


def test_audit_list_names_the_events_behind_each_number() -> None:
    log = b"schema: 1\ntitle: A\nevents:\n  - {id: a, date: 2021-02-01, title: Alone}\n"
    listed = run("audit", "--list", log="-", stdin=log)
    assert "    ● 1 Feb 2021  Alone  a\n" in listed.out
    assert "Alone" not in run("audit", log="-", stdin=log).out
    assert listed.err.endswith("1 event, 0 sources in the log\n")
