"""The output of `mmru events` in pipelines of the shell, and silence on a standard error that is not a terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mmru_timeline import load, select
from running import SAMPLE, run_process

MMRU = [sys.executable, "-c", "from mmru_timeline.cli.main import main; main()"]

LOG = r"""
schema: 1
title: Scripts
sources: {s: {title: S, publisher: P}}
sectors: {air: {label: Air}, sea: {label: Sea}}
events:
  - {id: bare, date: 2001-01-01, title: No sector, sources: [s]}
  - id: full
    date: 2001-02-01
    title: 'A  back\slash, "quoted" & $HOME *'
    sectors: [sea, air]
    milestone: true
    sources: [s]
  - {id: vague, date: 2001, title: Some day, sectors: [air], status: planned, sources: [s]}
  - {id: later, date: 2002-01-01, title: Bells, sectors: [sea], sources: [s]}
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log with events that have no sectors, are no milestones, or have titles that a careless shell would change."""
    path = tmp_path / "scripts.yaml"
    path.write_text(LOG, encoding="utf-8")
    return path


def shell(script: str, log: Path | None, *arguments: str) -> list[str]:
    """The lines that a bash script prints, in which "$@" runs the program."""
    bash = shutil.which("bash")
    if bash is None and not os.environ.get("CI"):
        pytest.skip("bash is not installed")
    own = [] if log is None else ["--timeline", str(log)]
    done = subprocess.run(
        [bash or "bash", "-c", f"set -o pipefail; {script}", "bash", *MMRU, *own, *arguments],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C"},
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return done.stdout.decode().splitlines()


_READ = (
    r"""while IFS=$'\t' read -r date match status title sectors id milestone{more}; do """
    r"""printf '<%s>' "$date" "$match" "$status" "$title" "$sectors" "$id" "$milestone"{shown}; echo; done"""
)


def test_bash_loop_reads_every_field(log: Path) -> None:
    script = '"$@" | ' + _READ.format(more="", shown="")
    assert shell(script, log, "events", "--until", "2001-02") == [
        "<2001-01-01><=><fact><No sector><-><bare><->",
        '<2001-02-01><=><fact><A  back\\slash, "quoted" & $HOME *><sea,air><full><milestone>',
        "<2001><?><planned><Some day><air><vague><->",
    ]


def test_bash_loop_reads_the_group_as_the_last_field(log: Path) -> None:
    script = '"$@" | ' + _READ.format(more=" sector", shown=' "$sector"')
    assert shell(script, log, "events", "--by", "sector", "--on", "2002") == [
        "<2002-01-01><=><fact><Bells><sea><later><-><sea>"
    ]
    assert shell(script, log, "events", "no", "sector", "--by", "sector") == [
        "<2001-01-01><=><fact><No sector><-><bare><-><->"
    ]


def test_bash_loop_reads_every_event_of_the_bundled_log() -> None:
    bundled = load()
    script = '"$@" | ' + _READ.format(more="", shown="")
    expected = [
        f"<{hit.event.date.text}><{'=' if hit.certain else '?'}><{hit.event.status}><{hit.event.title}>"
        f"<{','.join(hit.event.sectors) or '-'}><{hit.event.id}><{'milestone' if hit.event.milestone else '-'}>"
        for hit in select(bundled, since="2023-03-15")
    ]
    assert any("<?>" in each for each in expected)
    assert any("<milestone>" in each for each in expected)
    assert shell(script, None, "events", "--since", "2023-03-15") == expected


def test_awk_finds_every_field(log: Path) -> None:
    script = r"""
        "$@" | awk -F'\t' 'NF != 7 { print "wrong number of fields" }
            $5 == "-" { print "no sector: " $6 }
            $7 == "milestone" { print "milestone: " $4 }
            $2 == "?" { print "possible: " $6 }'
    """
    assert shell(script, log, "events", "--since", "2001-01-01", "--until", "2001-11") == [
        "no sector: bare",
        'milestone: A  back\\slash, "quoted" & $HOME *',
        "possible: vague",
    ]


def test_sort_by_title_or_by_status_and_date(log: Path) -> None:
    assert shell(r"""{ "$@" | sort -t $'\t' -k 4,4 | cut -f 6; }""", log, "events") == [
        "full",
        "later",
        "bare",
        "vague",
    ]
    assert shell(r"""{ "$@" | sort -t $'\t' -k 3,3r -k 1,1r | cut -f 1,6; }""", log, "events") == [
        "2001\tvague",
        "2002-01-01\tlater",
        "2001-02-01\tfull",
        "2001-01-01\tbare",
    ]


def test_plain_sort_is_chronological_for_full_dates(log: Path) -> None:
    ids = shell(r"""{ "$@" | sort | cut -f 6; }""", log, "events", "--status", "fact", "--latest-first")
    assert ids == ["bare", "full", "later"]


_SILENT: dict[str, tuple[str, bool]] = {
    "events": ("events", True),
    "events by sector": ("events --by sector", True),
    "no events": ("events --on 1750", True),
    "export": ("export csv", True),
    "export to a file": ("export csv -o out.csv", True),
    "no events in an export": ("export json --on 1750", True),
    "new": ("new mine.yaml", False),
    "validate": ("validate", True),
    "validate the bundled log": ("validate --strict", False),
    "chart": ("chart", True),
    "thread": ("thread old-treaty", True),
}


@pytest.mark.parametrize("case", _SILENT)
@pytest.mark.usefixtures("folder")
def test_nothing_is_printed_to_standard_error_if_it_is_a_pipe(case: str) -> None:
    line, on_sample = _SILENT[case]
    done = run_process(*line.split(), log=SAMPLE if on_sample else None)
    assert (done.code, done.err) == (0, "")


def test_warnings_of_the_log_are_not_noted_if_standard_error_is_a_pipe() -> None:
    warned = b"schema: 1\ntitle: Warned\nevents:\n  - {id: a, date: 2001-02-03, title: A}\n"
    done = run_process("events", log="-", stdin=warned)
    assert (done.code, done.out, done.err) == (0, "2001-02-03\t=\tfact\tA\t-\ta\t-\n", "")


def test_errors_are_printed_to_standard_error_if_it_is_a_pipe() -> None:
    done = run_process("events", "--quiet", "--sector", "zzz")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("mmru: unknown sector 'zzz'\n")
