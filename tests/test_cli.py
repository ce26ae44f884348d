"""The command line in process: every command and option, exit codes, messages of misuse, files, colour."""

from __future__ import annotations

import gc
import json
import os
import re
import stat
import sys
from pathlib import Path

import pytest

from mmru_timeline import __version__
from mmru_timeline.cli.asking import query_of
from mmru_timeline.cli.main import COMMANDS, command_in, main
from mmru_timeline.cli.options import COLORS, Filters
from mmru_timeline.exports import EXPORTS
from mmru_timeline.query.matching import GROUPINGS
from mmru_timeline.reading.codes import CODES
from mmru_timeline.reading.rules import examine
from mmru_timeline.records.model import Status, Timeline
from mmru_timeline.views import LAYOUTS
from mmru_timeline.views.diagnostics import REPORTS
from running import SAMPLE, run, run_process

BROKEN = b"schema: 1\ntitle: Broken\nevents:\n  - {id: a, date: 2001-02-30, title: A, sources: []}\n"
WARNED = b"schema: 1\ntitle: Warned\nevents:\n  - {id: a, date: 2001-02-03, title: A}\n"
WARNED_TWICE = WARNED + b"  - {id: b, date: 2001-02-04, title: B}\n"

_RUNS: dict[str, tuple[str, str]] = {
    "events": ("events", "\t1895-03-11\tfact\tCoal treaty signed\tcoal,trade\tcoal-treaty\n"),
    "events of words": ("events envoys", "\t1895-03-11\tfact\tDinner for the envoys"),
    "events of filters": ("events --sector court --since 1895", "coal-treaty-dinner"),
    "events grouped": ("events --by kind --kind meeting", "meeting\t\t1894-11/1895-02\tfact"),
    "events as a timeline": ("events --layout timeline --on 1895", "1895\n  11 Mar        ●  Coal treaty signed\n"),
    "events as a table": ("events --layout table --on 1895", "●   Coal treaty signed                   Coal, Trade\n"),
    "events, latest first": ("events --latest-first", "\t1899/\tplanned\tSecond railway to be built\t"),
    "show": ("show coal-treaty", "● Coal treaty signed\n  coal-treaty\n"),
    "show by a beginning": ("show COAL-TREATY-d", "● Dinner for the envoys of Graustark\n"),
    "sectors": ("sectors", "Court      3  1889 – 1895  court   Crowns and successions.\n"),
    "actors": ("actors", "Ruritania           7  1889 – 1896  ruritania    country\n"),
    "actor": ("actors Руритания", "Ruritania  ruritania\n  is a          country\n"),
    "sources": ("sources", "Hentzau & Sons            1 source     5 events\n"),
    "source": ("sources book", "Rupert Hentzau: A Short History of Ruritania. Hentzau & Sons, 1901"),
    "source by a beginning": ("sources wire", "Coal treaty signed. Strelsau Gazette (text of Hof-Korrespondenz)"),
    "thread": ("thread coal-treaty", "Talks on coal"),
    "thread, up": ("thread coal-treaty --up", "Talks on coal"),
    "thread, down": ("thread coal-treaty --down", "First coal train"),
    "longest threads": ("thread", "mmru thread coronation"),
    "chart of years by actor": ("chart --by actor --per year --lanes 2", "Graustark"),
    "chart of nothing": ("chart --on 1750", ""),
    "thread of nothing": ("thread old-treaty", "First treaty of friendship"),
    "disputes of nothing": ("disputes --on 1750", ""),
    "audit of nothing": ("audit --on 1750", ""),
    "audit with lists": ("audit --list", "first-train"),
    "cite an event": ("cite coronation coal-treaty", "[3 May 1894; event coronation]"),
    "quiz without answers": ("quiz --rounds 1 --seed 1", "Question 1 of 1"),
    "chart": ("chart", "Court"),
    "disputes": ("disputes", "He was crowned a day later."),
    "audit": ("audit", "exact to the day"),
    "cite": ("cite", "The Kingdom of Ruritania and its neighbours (Version 3)"),
    "schema": ("schema", '"$schema"'),
    "validate": ("validate", ""),
    "validate as JSON": ("validate --format json", "[]\n"),
    "explain": ("validate --explain impossible-date", "impossible-date (error)\n"),
    "version": ("--version", f"mmru {__version__}\n"),
    "version beside another option": ("--color never --version", f"mmru {__version__}\n"),
    "help": ("--help", "Usage: mmru [OPTIONS] "),
    "nothing at all": ("", "Usage: mmru [OPTIONS] "),
}


@pytest.mark.parametrize("case", _RUNS)
def test_a_run_that_is_fine(case: str) -> None:
    line, shown = _RUNS[case]
    done = run(*line.split())
    assert (done.code, "Error" in done.err) == (0, False), done.err
    assert shown in done.out
    assert "\x1b" not in done.out


_NOTES: dict[str, tuple[str, str]] = {
    "counts": ("events", "8 events: 5 ● fact, 1 ◐ claim, 1 ○ planned, 1 ◇ disputed\n"),
    "one event": ("events envoys", "1 event: 1 ● fact\n"),
    "limited": ("events --limit 2", "2 events of 8: 2 ● fact\n"),
    "limited to more than there are": ("events --limit 99 --sector court", "3 events: 3 ● fact\n"),
    "merely possible": ("events --on 1894-05-04", "1 event: 1 ● fact; 1 marked ?, only possibly in that time\n"),
    "nothing": ("events --on 1750", "no event matches\n"),
    "nothing exported": ("export csv --on 1750", "no event matches\n"),
    "exported": ("export csv", ""),
    "show says nothing": ("show coronation", ""),
    "validate": ("validate", "no errors, no warnings, no notes in 8 events\n"),
}


@pytest.mark.parametrize("case", _NOTES)
def test_notes_go_beside_the_results(case: str) -> None:
    line, noted = _NOTES[case]
    assert run(*line.split()).err == noted


def test_limit_and_latest_first_take_from_the_end_they_say() -> None:
    def ids(*options: str) -> list[str]:
        return [line.split("\t")[-1] for line in run("events", *options).out.splitlines()]

    whole = ids()
    assert len(whole) == 8
    assert ids("--latest-first") == whole[::-1]
    assert ids("--limit", "3") == whole[:3]
    assert ids("--latest-first", "--limit", "3") == whole[::-1][:3]


def test_several_events_are_shown_in_the_order_asked_for() -> None:
    out = run("show", "second-railway", "coronation").out
    assert out.index("Second railway") < out.index("\n● Rudolf V crowned")
    assert "\n\n● Rudolf V" in out


_EXIT_CODES: dict[str, tuple[str, bytes, int]] = {
    "fine": ("events", b"", 0),
    "nothing matches": ("events --on 1750", b"", 0),
    "nothing matches, and it is asked": ("events --on 1750 --exit-code", b"", 3),
    "something matches, and it is asked": ("events --on 1895 --exit-code", b"", 0),
    "a log with errors": ("--timeline - events", BROKEN, 1),
    "a log with errors, exported": ("--timeline - export csv", BROKEN, 1),
    "a log with errors, validated": ("validate -", BROKEN, 1),
    "a log with warnings": ("--timeline - events", WARNED, 0),
    "a log with warnings, validated": ("validate -", WARNED, 0),
    "a log with warnings, validated strictly": ("validate - --strict", WARNED, 1),
    "no log": ("--timeline no-such.yaml events", b"", 2),
    "an empty log": ("--timeline - events", b"", 1),
    "a folder": ("--timeline . events", b"", 2),
    "misuse of a value": ("events --sector energgy", b"", 2),
    "misuse of an option": ("events --no-such-option", b"", 2),
    "misuse of a command": ("evnts", b"", 2),
}


@pytest.mark.parametrize("case", _EXIT_CODES)
def test_exit_codes(case: str, folder: Path) -> None:
    line, stdin, code = _EXIT_CODES[case]
    own_log = "--timeline" in line or "validate -" in line
    done = run(*line.split(), log=None if own_log else SAMPLE, stdin=stdin)
    assert done.code == code, done.err
    assert folder.is_dir()


_MISUSE: dict[str, tuple[str, str]] = {
    "no such sector": ("events --sector energgy", "--sector: there is no 'energgy'\n      did you mean energy?"),
    "two dates": ("events --on 1895 --last 2y", "--on cannot stand beside --last\n      use one of them"),
    "no date": (
        "events --since soon",
        "--since: 'soon': a date needs a year of four digits\n      write 2023, 2023-02",
    ),
    "an empty date": ("events --since=", "--since: '' is not an EDTF date"),
    "no such column": ("export csv --columns id,dat", "--columns: there is no 'dat'\n      did you mean date?"),
    "no column": ("export csv --columns ,", "--columns names no column\n      the columns are id, date, earliest"),
    "no such format": ("export cvs", "format: there is no 'cvs'\n      did you mean csv?"),
    "columns of no table": ("export json --columns id", "--columns says nothing to json\n      leave it out"),
    "raw of no table": ("export jsonl --raw", "--raw says nothing to jsonl\n      leave it out"),
    "a mark on no table": ("export json --bom", "--bom says nothing to json\n      leave it out"),
    "force without a file": ("export csv --force", "--force is for --output\n      name a file, or leave it out"),
    "force on standard output": ("export csv --force -o -", "--force is for --output"),
    "no such layout": ("events --layout tabel", "--layout: there is no 'tabel'\n      did you mean table?"),
    "no such grouping": (
        "events --by colour",
        "--by: there is no 'colour'\n      write one of year, sector, actor, kind",
    ),
    "no such colour": ("events --color some", "--color: there is no 'some'\n      write one of auto, always, never"),
    "no such colour, before": ("--color some events", "--color: there is no 'some'"),
    "no such report": (
        "validate --format xml",
        "--format: there is no 'xml'\n      write one of text, short, json, github",
    ),
    "no such code": (
        "validate --explain impossibel-date",
        "--explain: there is no code 'impossibel-date'\n      did you",
    ),
    "no code near": ("validate --explain zzz", "--explain: there is no code 'zzz'\n      the codes: "),
    "two logs": ("validate other.yaml", "two logs are named, "),
    "no such event": ("show coal-tready", "there is no event 'coal-tready'\n      did you mean coal-treaty"),
    "no event near": ("show zz", "there is no event 'zz'\n      `mmru events` prints the ids"),
    "an event of no name": ("show --", "Missing argument 'ID...'"),
    "the beginning of several": (
        "show coal",
        "'coal' begins 3 ids\n      write one of coal-talks, coal-treaty, coal-tre",
    ),
    "withdrawn": ("show elopement", "elopement was withdrawn: no source was found\n"),
    "withdrawn for another": (
        "show coal-dinner",
        "its matter is told by coal-treaty-dinner: mmru show coal-treaty-dinner",
    ),
    "no such actor": ("actors Rudolph", "actor: there is no 'Rudolph'\n      did you mean rudolf (Rudolf V)?"),
    "several actors": ("actors r", "actor: 'r' may mean 2 things\n      write one of ruritania, rudolf (Rudolf V)"),
    "no such source": ("sources tmes-1895", "source: there is no 'tmes-1895'\n      did you mean times-1895 or"),
    "two sources": ("sources 1895", "source: '1895' may mean 2 things\n      write one of times-1895, wire-1895"),
    "no source near": ("sources zz", "source: there is no 'zz'\n      `mmru sources` lists"),
    "not so few": ("events --limit 0", "0 is not in the range x>=1"),
    "no such option": ("events --secter court", "--secter"),
    "no such command": ("evnts", "No such command 'evnts'. Did you mean 'events'?"),
    "up from nothing": ("thread --up", "--up needs an event\n      name one: mmru thread ID"),
    "too long a chart": ("chart --per month", "cells do not fit into 80 columns\n      choose a longer --per"),
    "a chart of no dates": ("chart --on 1899 --sector trade --since 2000", "--on cannot stand beside --since"),
    "no such period": ("chart --per week", "--per: there is no 'week'\n      write one of month, quarter, year"),
    "no such lanes": ("chart --by year", "--by: there is no 'year'\n      write one of sector, actor, kind"),
    "no such questions": ("quiz --mode riddle", "--mode: there is no 'riddle'"),
    "no word": ("events ???", "'???' holds no word to search for\n      write letters or digits"),
    "no format": ("export", "Missing argument 'FORMAT'"),
}


@pytest.mark.parametrize("case", _MISUSE)
def test_misuse_says_what_to_write(case: str) -> None:
    line, said = _MISUSE[case]
    done = run(*line.split())
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_many_candidates_are_counted() -> None:
    event = "  - {{id: talk-{0}, date: 2001, title: Talk {0}, actors: [a-{0}]}}\n"
    log = ("schema: 1\ntitle: T\nevents:\n" + "".join(event.format(number) for number in range(12))).encode()
    shown = run("show", "talk", log="-", stdin=log)
    assert "'talk' begins 12 ids\n      write one of talk-0, talk-1, talk-2," in shown.err
    assert shown.err.endswith(" talk-7 and 4 more\n")
    found = run("actors", "a", log="-", stdin=log)
    assert "'a' may mean 12 things\n      write one of a-0 (A 0), a-1 (A 1)," in found.err
    assert found.err.endswith(" and 4 more\n")


def test_sources_with_one_beginning() -> None:
    log = b"schema: 1\ntitle: T\nsources: {ab: {title: A, publisher: P}, ac: {title: C, publisher: P}}\nevents: []\n"
    assert "'a' may mean 2 things\n      write one of ab, ac" in run("sources", "a", log="-", stdin=log).err
    assert run("sources", "ac", log="-", stdin=log).out.startswith("C. P\n")


def test_a_publisher_is_shown_with_its_sources() -> None:
    gazette = run("sources", "Strelsau Gazette").out
    assert gazette.startswith("Strelsau Gazette\n  run by    the state: Ruritania\n")
    assert gazette.index("gazette-1894") < gazette.index("wire-1895")
    assert run("sources", "hentzau").out == "Hentzau & Sons\n    1901  A Short History of Ruritania  book\n"


def test_colour_that_is_asked_for_keeps_the_look_of_the_terminal_down_a_pipe() -> None:
    painted = run("events", "--color", "always")
    assert "\x1b[" in painted.out
    assert "\t" not in painted.out


def test_a_log_with_errors_prints_its_diagnostics_and_no_event() -> None:
    done = run("events", log="-", stdin=BROKEN)
    assert done.out == ""
    assert "<stdin>:4:19: error[impossible-date]: 2001-02-30: February 2001 has 28 days\n" in done.err
    assert done.err.endswith("mmru: the log has errors and is not shown: 1 error, no warnings, no notes\n")


@pytest.mark.parametrize(
    "command", ["events", "sectors", "actors", "sources", "export csv", "show a", "chart", "audit"]
)
def test_no_command_goes_on_with_a_log_that_has_errors(command: str) -> None:
    done = run(*command.split(), log="-", stdin=BROKEN)
    assert (done.code, done.out) == (1, "")


_WARNED: dict[str, tuple[bytes, str]] = {
    "one": (WARNED, "mmru: the log has 1 warning; see `mmru validate`\n"),
    "two": (WARNED_TWICE, "mmru: the log has 2 warnings; see `mmru validate`\n"),
}


@pytest.mark.parametrize("case", _WARNED)
def test_warnings_are_one_line(case: str) -> None:
    log, said = _WARNED[case]
    done = run("export", "jsonl", log="-", stdin=log)
    assert (done.code, done.err) == (0, said)
    assert done.out.startswith('{"id":"a"')


_REPORTED: dict[str, str] = {
    "text": "<stdin>:4:19: error[impossible-date]: 2001-02-30: February 2001 has 28 days\n  |\n4 |   - {id: a,",
    "short": "<stdin>:4:19: error[impossible-date]: 2001-02-30: February 2001 has 28 days (write 2001-02-28",
    "json": '[\n  {\n    "file": "<stdin>",\n    "line": 4,\n    "column": 19,\n    "code": "impossible-date"',
    "github": "::error file=<stdin>,line=4,col=19,title=impossible-date::2001-02-30: February 2001",
}


@pytest.mark.parametrize("form", REPORTS)
def test_validate_reports_in_every_form(form: str) -> None:
    done = run("validate", "-", "--format", form, log=None, stdin=BROKEN)
    assert done.code == 1
    assert _REPORTED[form] in done.out
    assert re.fullmatch(r"1 error, \w+ warnings?, no notes\n", done.err)


def test_validate_shows_a_hundred_or_all() -> None:
    events = "".join(f"  - {{id: a-{number}, date: 2001-02-30, title: A}}\n" for number in range(103))
    log = f"schema: 1\ntitle: T\nevents:\n{events}".encode()
    some = run("validate", "-", "--format", "short", log=None, stdin=log).out
    everything = run("validate", "-", "--format", "short", "--all", log=None, stdin=log).out
    assert some.count("impossible-date]") == 100
    assert "--all shows them" in some
    assert everything.count("impossible-date]") == 103


def test_validate_takes_the_same_log_named_twice() -> None:
    assert run("validate", str(SAMPLE)).code == 0


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    done = run("validate", "--explain", code)
    assert done.code == 0
    assert done.out.startswith(f"{code} ({CODES[code].severity})\n\n")
    assert "\nHow to mend it\n  " in done.out
    assert max(map(len, done.out.splitlines())) <= 80


_GLOBAL: dict[str, tuple[list[str], str]] = {
    "before": (["--timeline", str(SAMPLE), "--color", "always", "events", "--layout", "timeline"], "\x1b["),
    "after": (["events", "--layout", "timeline", "--color", "always", "--timeline", str(SAMPLE)], "\x1b["),
    "both sides": (["--color", "always", "events", "--timeline", str(SAMPLE), "--layout", "timeline"], "\x1b["),
    "after wins": (["--timeline", "none.yaml", "--color", "never", "events", "--timeline", str(SAMPLE)], "\t1899/"),
    "joined by an equals sign": ([f"--timeline={SAMPLE}", "events"], "\t1899/"),
    "no pager": (["--no-pager", "events", "--timeline", str(SAMPLE), "--no-pager"], "\t1899/"),
}


@pytest.mark.parametrize("case", _GLOBAL)
def test_global_options_stand_before_or_after_the_command(case: str) -> None:
    arguments, shown = _GLOBAL[case]
    done = run(*arguments, log=None)
    assert done.code == 0
    assert shown in done.out


_COLOURS: dict[str, tuple[dict[str, str], list[str], bool, bool]] = {
    "down a pipe": ({}, [], False, False),
    "on a terminal": ({}, [], True, True),
    "on a dumb terminal": ({"TERM": "dumb"}, [], True, False),
    "NO_COLOR on a terminal": ({"NO_COLOR": "1"}, [], True, False),
    "an empty NO_COLOR is none": ({"NO_COLOR": ""}, [], True, True),
    "FORCE_COLOR down a pipe": ({"FORCE_COLOR": "1"}, [], False, True),
    "FORCE_COLOR of 0": ({"FORCE_COLOR": "0"}, [], False, False),
    "CLICOLOR_FORCE down a pipe": ({"CLICOLOR_FORCE": "1"}, [], False, True),
    "CLICOLOR_FORCE of 0": ({"CLICOLOR_FORCE": "0"}, [], False, False),
    "NO_COLOR over FORCE_COLOR": ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], True, False),
    "the flag over NO_COLOR": ({"NO_COLOR": "1"}, ["--color", "always"], False, True),
    "the flag over FORCE_COLOR": ({"FORCE_COLOR": "1"}, ["--color", "never"], True, False),
    "the flag auto": ({"FORCE_COLOR": "1"}, ["--color", "auto"], False, True),
    "the flag down a pipe": ({}, ["--color", "always"], False, True),
}


@pytest.mark.parametrize("case", _COLOURS)
def test_colour(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment, flags, tty, coloured = _COLOURS[case]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = run("events", "--layout", "timeline", "--limit", "3", *flags, tty=tty).out
    assert ("\x1b[" in out) is coloured
    assert "\x1b]8;" not in out


_LINKS: dict[str, tuple[dict[str, str], bool]] = {
    "plain xterm": ({}, False),
    "kitty": ({"TERM": "xterm-kitty"}, True),
    "a window of kitty": ({"KITTY_WINDOW_ID": "1"}, True),
    "iTerm": ({"TERM_PROGRAM": "iTerm.app"}, True),
    "a new VTE": ({"VTE_VERSION": "6003"}, True),
    "an old VTE": ({"VTE_VERSION": "4999"}, False),
    "a VTE of no number": ({"VTE_VERSION": "new"}, False),
    "forced": ({"FORCE_HYPERLINK": "1"}, True),
    "forced off": ({"FORCE_HYPERLINK": "0"}, False),
    "no colour, no links": ({"FORCE_HYPERLINK": "1", "NO_COLOR": "1"}, False),
}


@pytest.mark.parametrize("case", _LINKS)
def test_links_where_the_terminal_is_known_to_have_them(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment, linked = _LINKS[case]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = run("show", "coronation", tty=True).out
    assert ("\x1b]8;" in out) is linked
    assert ("https://gazette.example/1894/coronation" in re.sub(r"\x1b]8;[^\x1b]*", "", out)) is not linked


def test_a_terminal_gets_the_timeline_and_a_pipe_lines() -> None:
    assert run("events", "--no-pager", tty=True).out.startswith("\x1b[1m1889\x1b[0m\n")
    assert run("events").out.startswith("\t188X\tfact\t")
    assert run("events", "--layout", "line", tty=True).out == run("events").out


def test_a_terminal_without_the_signs_gets_ascii() -> None:
    done = run("events", "--layout", "timeline", "--on", "1896", encoding="ascii")
    assert "  Jan - Dec     x  Output of the Zenda mines in 1896\n" in done.out
    assert done.err == "2 events: 1 claim, 1 disputed; 1 marked ?, only possibly in that time\n"
    assert run("actors", "Ruritania", encoding="ascii").code == 0


def test_the_width_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, run("events", "--layout", "timeline").out.splitlines())) <= 40


_PAGERS: dict[str, tuple[str, str, bool]] = {
    "its own variable": ("MMRU_PAGER", "cat > paged", True),
    "the usual one": ("PAGER", "cat > paged", True),
    "none": ("PAGER", "", False),
    "cat": ("PAGER", "cat", False),
    "one that is not there": ("MMRU_PAGER", "./no-such-pager 2>paged-not", False),
}


@pytest.mark.parametrize("case", _PAGERS)
def test_what_is_longer_than_the_window_goes_through_a_pager(
    case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, command, paged = _PAGERS[case]
    whole = run("events", "--color", "never", "--no-pager", tty=True)
    monkeypatch.setenv(name, command)
    monkeypatch.setenv("LINES", "10")
    done = run("events", "--color", "never", tty=True)
    assert done.out == ("" if paged else whole.out)
    assert done.err == whole.err != ""
    assert not paged or (folder / "paged").read_text() == whole.out


def test_what_fits_into_the_window_goes_through_no_pager(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MMRU_PAGER", "cat > paged")
    assert run("events", "--limit", "2", tty=True).out
    assert not (folder / "paged").exists()


def test_a_log_comes_from_standard_input() -> None:
    done = run("events", log="-", stdin=SAMPLE.read_bytes())
    assert done.out == run("events").out


def test_a_log_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "mine.yaml").write_bytes(WARNED)
    monkeypatch.setenv("MMRU_TIMELINE", "mine.yaml")
    assert run("events", log=None).out == "\t2001-02-03\tfact\tA\t\ta\n"
    assert run("events", "--limit", "1").out.endswith("\told-treaty\n")
    assert "mine.yaml:4" in run("validate", log=None).out


_UNREADABLE: dict[str, tuple[list[str], str]] = {
    "not there": (
        ["--timeline", "none.yaml"],
        "mmru: none.yaml: there is no such file; give another with --timeline FILE\n",
    ),
    "a folder": (["--timeline", "."], "mmru: .: this is a folder; name the YAML file in it\n"),
    "no name of a file": (["--timeline", "a\0b"], "this is no name that a file can have\n"),
    "too large": (
        ["--timeline", "large.yaml", "--max-size", "1"],
        "mmru: large.yaml: larger than 1 MiB; allow more with --max-size MIB\n",
    ),
    "below a file": (["--timeline", "large.yaml/x"], "mmru: large.yaml/x: cannot be read: Not a directory\n"),
}


@pytest.mark.parametrize("case", _UNREADABLE)
def test_a_log_that_cannot_be_read(case: str, folder: Path) -> None:
    arguments, said = _UNREADABLE[case]
    (folder / "large.yaml").write_bytes(b"#" * (1024 * 1024 + 1))
    done = run("events", *arguments, log=None)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(said)


def test_a_larger_log_is_read_if_allowed(folder: Path) -> None:
    (folder / "large.yaml").write_bytes(WARNED + b"#" * (1024 * 1024))
    assert run("events", "--max-size", "1", log="large.yaml").code == 2
    assert run("events", "--max-size", "2", log="large.yaml").code == 0


def test_export_writes_a_file_whole(folder: Path) -> None:
    done = run("export", "csv", "-o", "out.csv")
    assert (done.code, done.out, done.err) == (0, "", "8 events in out.csv\n")
    assert (folder / "out.csv").read_bytes() == run("export", "csv").data
    assert os.listdir(folder) == ["out.csv"]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((folder / "out.csv").stat().st_mode) == 0o666 & ~umask


def test_export_to_a_dash_is_standard_output(folder: Path) -> None:
    assert run("export", "csv", "--output", "-").data == run("export", "csv").data
    assert os.listdir(folder) == []


def test_an_existing_file_is_kept(folder: Path) -> None:
    (folder / "out.csv").write_text("precious")
    done = run("export", "csv", "-o", "out.csv")
    assert done.code == 2
    assert done.err == (
        "mmru: out.csv: the file exists and was left as it is\n      give another name, or --force to replace it\n"
    )
    assert (folder / "out.csv").read_text() == "precious"


def test_an_existing_file_is_replaced_by_force_and_keeps_its_mode(folder: Path) -> None:
    (folder / "out.csv").write_text("old")
    (folder / "out.csv").chmod(0o640)
    assert run("export", "csv", "-o", "out.csv", "--force").code == 0
    assert (folder / "out.csv").read_bytes() == run("export", "csv").data
    assert stat.S_IMODE((folder / "out.csv").stat().st_mode) == 0o640
    assert os.listdir(folder) == ["out.csv"]


def test_force_writes_a_new_file_too(folder: Path) -> None:
    assert run("export", "csv", "-o", "out.csv", "--force").code == 0
    assert os.listdir(folder) == ["out.csv"]


def test_a_symlink_stays_one_and_its_target_is_written(folder: Path) -> None:
    (folder / "target.csv").write_text("old")
    (folder / "link.csv").symlink_to("target.csv")
    assert run("export", "csv", "-o", "link.csv").code == 2
    assert (folder / "target.csv").read_text() == "old"
    assert run("export", "csv", "-o", "link.csv", "--force").code == 0
    assert (folder / "link.csv").is_symlink()
    assert (folder / "target.csv").read_bytes() == run("export", "csv").data


def test_a_dangling_symlink_is_written_through(folder: Path) -> None:
    (folder / "link.csv").symlink_to("target.csv")
    assert run("export", "csv", "-o", "link.csv").code == 0
    assert (folder / "target.csv").is_file()
    assert (folder / "link.csv").is_symlink()


_UNWRITABLE: dict[str, tuple[str, str]] = {
    "a folder": ("folder", "mmru: folder: this is a folder\n      name a file in it\n"),
    "in no folder": ("none/out.csv", "mmru: none/out.csv: cannot be written: No such file or directory\n"),
    "below a file": ("file/out.csv", "mmru: file/out.csv: cannot be written: Not a directory\n"),
    "no name of a file": ("a\0b", "this is no name that a file can have\n"),
    "a name too long": ("n" * 300, "cannot be written: File name too long\n"),
}


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("case", _UNWRITABLE)
def test_what_cannot_be_written_leaves_nothing_behind(case: str, force: list[str], folder: Path) -> None:
    name, said = _UNWRITABLE[case]
    (folder / "folder").mkdir()
    (folder / "file").write_text("file")
    done = run("export", "csv", "-o", name, *force)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert sorted(os.listdir(folder)) == ["file", "folder"]
    assert os.listdir(folder / "folder") == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_permission_denied(folder: Path) -> None:
    (folder / "locked").mkdir(mode=0o500)
    done = run("export", "csv", "-o", "locked/out.csv")
    assert done.code == 2
    assert "cannot be written: Permission denied" in done.err


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("failing", ["fsync", "chmod"])
def test_a_failure_in_the_midst_leaves_the_old_file_and_no_part(
    failing: str, force: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if force:
        (folder / "out.csv").write_text("precious")
    monkeypatch.setattr(os, failing, fail)
    done = run("export", "csv", "-o", "out.csv", *force)
    assert (done.code, done.err) == (
        2,
        "mmru: out.csv: cannot be written: No space left on device\n      nothing was written\n",
    )
    assert os.listdir(folder) == (["out.csv"] if force else [])
    assert not force or (folder / "out.csv").read_text() == "precious"


def test_a_file_that_another_makes_meanwhile_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.fsync

    def meanwhile(handle: int) -> None:
        (folder / "out.csv").write_text("another's")
        whole(handle)

    monkeypatch.setattr(os, "fsync", meanwhile)
    done = run("export", "csv", "-o", "out.csv")
    assert done.code == 2
    assert (folder / "out.csv").read_text() == "another's"
    assert os.listdir(folder) == ["out.csv"]


def test_a_device_is_written_as_it_is() -> None:
    done = run("export", "csv", "-o", os.devnull)
    assert (done.code, done.err) == (0, f"8 events in {os.devnull}\n")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_an_export_of_nothing_is_a_file_and_a_note(folder: Path) -> None:
    done = run("export", "csv", "--on", "1750", "-o", "out.csv")
    assert (done.code, done.err) == (0, "no event matches\n")
    assert (folder / "out.csv").read_text().startswith("id,date,")


def test_an_export_of_a_broken_log_writes_no_file(folder: Path) -> None:
    assert run("export", "csv", "-o", "out.csv", log="-", stdin=BROKEN).code == 1
    assert os.listdir(folder) == []


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_has_help(command: str, flag: str) -> None:
    done = run(command, flag)
    assert done.code == 0
    assert f"Usage: mmru {command} [OPTIONS]" in done.out
    assert "--timeline" in done.out
    assert "Exit codes: 0 fine" in done.out


_LISTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "commands": ("", tuple(COMMANDS)),
    "exports": ("export", tuple(EXPORTS)),
    "layouts": ("events", tuple(LAYOUTS)),
    "groupings": ("events", GROUPINGS),
    "reports": ("validate", tuple(REPORTS)),
    "colours": ("events", COLORS),
    "statuses": ("events", tuple(Status)),
}


@pytest.mark.parametrize("case", _LISTED)
def test_help_names_all_there_is(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command, names = _LISTED[case]
    monkeypatch.setenv("COLUMNS", "120")
    shown = run(*command.split(), "--help").out
    assert [name for name in names if not re.search(rf"\b{name}\b", shown)] == []


_NAMED: dict[str, tuple[list[str], str]] = {
    "nothing": ([], ""),
    "a command": (["events"], "events"),
    "after options with values": (["--timeline", "show", "--color", "never", "--max-size", "3", "events"], "events"),
    "after a value joined": (["--timeline=show", "--no-pager", "events", "show"], "events"),
    "a value missing": (["--timeline"], ""),
    "no command": (["evnts"], "evnts"),
}


@pytest.mark.parametrize("case", _NAMED)
def test_the_command_that_arguments_name(case: str) -> None:
    arguments, name = _NAMED[case]
    assert command_in(arguments) == name


def test_the_last_span_ends_with_the_scope_or_else_the_last_event(sample: Timeline) -> None:
    endless = examine(SAMPLE.read_bytes().replace(b"scope: 1890/1899", b"scope: 1890/.."), "log.yaml").timeline
    assert endless is not None
    scoped = query_of(Filters(last="1y"), sample)
    unscoped = query_of(Filters(last="1y"), endless)
    assert scoped.until - unscoped.until == 3 * 365


def test_the_warnings_of_a_log_do_not_change_what_programs_get() -> None:
    plain, warned = run("export", "json"), run("export", "json", log="-", stdin=SAMPLE.read_bytes() + b"# end\n")
    ours, theirs = json.loads(plain.out), json.loads(warned.out)
    assert ours.pop("timeline")["sha256"] != theirs.pop("timeline")["sha256"]
    assert ours == theirs


@pytest.mark.parametrize("line", ["events", "show coronation", "--version"])
def test_a_pipe_that_nobody_reads_is_no_trouble(line: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as stdout:
        done = run(*line.split(), log=None if line == "--version" else SAMPLE, stdout=stdout)
    assert (done.code, "Error" in done.err) == (0, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("line", ["events", "show coronation", "--version"])
def test_a_full_disk_is_misuse(line: str) -> None:
    with open("/dev/full", "w", encoding="utf-8") as stdout:
        done = run(*line.split(), log=None if line == "--version" else SAMPLE, stdout=stdout)
    assert (done.code, done.err) == (2, "mmru: the output cannot be written: No space left on device\n")


def test_a_process_without_standard_streams_is_given_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["mmru", "--version"])
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    main()
    gc.enable()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        assert stream.name == os.devnull
        stream.close()


_PLAYED: dict[str, tuple[str, str, list[str]]] = {
    "to the end": ("--mode before-after --rounds 3", "b\nafter\nB\n", ["Question 3 of 3\n", " of 3 right.\n"]),
    "left": ("--mode before-after", "b\nq\n", [" of 1 right.\n"]),
    "left at once": ("--mode order", "quit\n", ["No question answered.\n"]),
    "input ends": ("--mode order", "", ["No question answered.\n"]),
    "no answer at all": (
        "--mode before-after --rounds 1",
        "perhaps\n\na\n",
        ["Write before, after, quit or a first letter.\n"],
    ),
    "no order at all": (
        "--mode order --rounds 1",
        "aabb\ndcba\n",
        ["Write the letters a, b, c, d in some order, or q to leave.\n"],
    ),
}


@pytest.mark.parametrize("case", _PLAYED)
def test_quiz(case: str) -> None:
    options, typed, said = _PLAYED[case]
    done = run("quiz", "--seed", "7", *options.split(), stdin=typed.encode())
    assert (done.code, done.err) == (0, "")
    assert [each for each in said if each not in done.out] == []
    assert done == run("quiz", "--seed", "7", *options.split(), stdin=typed.encode())


def test_quiz_tells_the_truth_and_what_to_revise() -> None:
    answers = [
        run("quiz", "--seed", "7", "--mode", "before-after", "--rounds", "1", stdin=typed).out for typed in (b"a", b"b")
    ]
    right, wrong = sorted(answers, key=lambda out: "No.\n" in out)
    assert "Right.\n" in right
    assert "1 of 1 right.\n" in right
    assert "To revise" not in right
    assert "No.\n" in wrong
    assert "0 of 1 right.\nTo revise:\n  mmru show " in wrong


def test_quiz_of_too_few_events() -> None:
    done = run("quiz", "--kind", "meeting")
    assert (done.code, done.out) == (2, "")
    assert "too few events" in done.err


_COMPLETED: dict[str, tuple[str, list[str]]] = {
    "a command": ("mmru ev", ["events"]),
    "commands": ("mmru s", ["show", "sectors", "sources", "schema"]),
    "a format": ("mmru export js", ["json", "jsonl"]),
    "a layout": ("mmru events --layout t", ["timeline", "table"]),
    "a sector": ("mmru events --sector c", ["court", "coal"]),
    "a sector after a comma": ("mmru events --sector court,tr", ["court,trade"]),
    "an event": ("mmru show coal-t", ["coal-talks", "coal-treaty", "coal-treaty-dinner"]),
    "nothing near": ("mmru events --sector zzz", []),
}


@pytest.mark.parametrize("case", _COMPLETED)
def test_what_the_shell_offers(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    line, offered = _COMPLETED[case]
    monkeypatch.setenv("_MMRU_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    monkeypatch.setenv("MMRU_TIMELINE", str(SAMPLE))
    assert run(log=None).out.split() == offered
    assert run(log=None).out.split() == offered


@pytest.mark.parametrize("log", [BROKEN, b"{", None])
def test_the_shell_is_offered_nothing_of_a_log_in_trouble(
    log: bytes | None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if log is not None:
        (folder / "log.yaml").write_bytes(log)
    monkeypatch.setenv("_MMRU_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "mmru --timeline log.yaml events --sector c")
    monkeypatch.setenv("COMP_CWORD", "5")
    done = run(log=None)
    assert (done.out.strip(), done.err) == ("", "")


_LOADED: dict[str, tuple[list[str], list[str]]] = {
    "--version": (["--version"], ["typer", "rich", "yaml", "dateutil", "difflib", "mmru_timeline.reading.rules"]),
    "export csv": (["export", "csv"], ["rich", "dateutil", "sqlite3", "mmru_timeline.views.page"]),
    "events down a pipe": (["events"], ["rich", "dateutil", "mmru_timeline.cli.export", "mmru_timeline.views.page"]),
    "events since a day": (["events", "--since", "1895-03-11"], ["rich", "dateutil"]),
}


@pytest.mark.parametrize("case", _LOADED)
def test_a_start_loads_only_what_it_needs(case: str) -> None:
    arguments, unneeded = _LOADED[case]
    log = None if case == "--version" else SAMPLE
    done = run_process(*arguments, log=log, python=("-X", "importtime"))
    assert done.code == 0
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.err.splitlines() if line.startswith("import time:")}
    assert "mmru_timeline.cli.main" in loaded
    assert sorted(loaded & set(unneeded)) == []
