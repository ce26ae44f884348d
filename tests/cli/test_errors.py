"""Misuse, unreadable files and logs with errors: messages and exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmru_timeline.cli.main import COMMANDS
from running import SAMPLE, run

BROKEN = (
    b"schema: 1\ntitle: Broken\nevents:\n  - {id: a, date: 2001-02-30, title: A, sources: []}\nallow: [no-source]\n"
)
WARNED = b"schema: 1\ntitle: Warned\nevents:\n  - {id: a, date: 2001-02-03, title: A}\n"
WARNED_TWICE = WARNED + b"  - {id: b, date: 2001-02-04, title: B}\n"

_EXIT_CODES: dict[str, tuple[str, bytes, int]] = {
    "success": ("events", b"", 0),
    "nothing matches": ("events --on 1750", b"", 0),
    "nothing matches, with --exit-code": ("events --on 1750 --exit-code", b"", 3),
    "something matches, with --exit-code": ("events --on 1895 --exit-code", b"", 0),
    "a log with errors": ("--timeline - events", BROKEN, 1),
    "a log with errors, exported": ("--timeline - export csv", BROKEN, 1),
    "a log with errors, validated": ("validate -", BROKEN, 1),
    "a log with warnings": ("--timeline - events", WARNED, 0),
    "a log with warnings, validated": ("validate -", WARNED, 0),
    "a log with warnings, validated with --strict": ("validate - --strict", WARNED, 1),
    "a log that does not exist": ("--timeline no-such.yaml events", b"", 2),
    "an empty log": ("--timeline - events", b"", 1),
    "a folder": ("--timeline . events", b"", 2),
    "an unknown value": ("events --sector energgy", b"", 2),
    "an unknown option": ("events --no-such-option", b"", 2),
    "an unknown command": ("evnts", b"", 2),
    "help for an unknown command": ("help evnts", b"", 2),
}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("case", _EXIT_CODES)
def test_exit_code(case: str) -> None:
    line, stdin, code = _EXIT_CODES[case]
    own_log = "--timeline" in line or "validate -" in line
    done = run(*line.split(), log=None if own_log else SAMPLE, stdin=stdin)
    assert done.code == code, done.err


_MISUSE: dict[str, tuple[str, str]] = {
    "an unknown sector": ("events --sector energgy", "unknown sector 'energgy'\n      did you mean 'energy'?\n"),
    "no sector like it": (
        "events --sector zzz",
        "unknown sector 'zzz'\n      write one of court, energy, coal, trade\n",
    ),
    "an unknown status": ("events --status fct", "unknown status 'fct'\n      did you mean 'fact'?\n"),
    "two times": ("events --on 1895 --last 2y", "--on cannot be combined with --last\n      use one of them\n"),
    "two times, one of them a start": (
        "chart --on 1899 --sector trade --since 2000",
        "--on cannot be combined with --since\n",
    ),
    "neither a date nor an event": (
        "events --since soon",
        "--since: 'soon' is neither a date nor an event\n      write 2023, 2023-02",
    ),
    "an empty date": ("events --since=", "--since: '' is not an EDTF date\n"),
    "not a span": ("events --last soon", "--last: 'soon' is not a span of time\n      write 90d, 6w, 18m or 2y\n"),
    "days without an event": ("events --days 3", "--days needs --around\n      name the event with --around ID"),
    "no words": ("events ???", "'???' has no word to search for\n      write letters or digits\n"),
    "an unknown column": ("export csv --columns id,dat", "unknown column 'dat'\n      did you mean 'date'?\n"),
    "no column": (
        "export csv --columns ,",
        "--columns does not name any column\n      the columns are id, date, earliest",
    ),
    "an unknown format": ("export cvs", "unknown format 'cvs'\n      did you mean 'csv'?\n"),
    "columns of JSON": ("export json --columns id", "--columns does not apply to json\n      leave it out\n"),
    "raw JSON Lines": ("export jsonl --raw", "--raw does not apply to jsonl\n      leave it out\n"),
    "a byte order mark for JSON": ("export json --bom", "--bom does not apply to json\n      leave it out\n"),
    "force without a file": (
        "export csv --force",
        "--force needs --output\n      give a file name with --output, or leave out --force\n",
    ),
    "force on standard output": ("export csv --force -o -", "--force needs --output\n"),
    "an unknown code": (
        "validate --explain impossibel-date",
        "unknown code 'impossibel-date'\n      did you mean 'impossible-date'?\n",
    ),
    "no code like it": ("validate --explain zzz", "unknown code 'zzz'\n      write one of encoding, empty-file"),
    "an unknown event": ("show coal-tready", "unknown event 'coal-tready'\n      did you mean 'coal-treaty'"),
    "no event like it": (
        "show zz",
        "unknown event 'zz'\n      'mmru events WORDS' searches for events and prints their ids\n",
    ),
    "the beginning of several ids": (
        "show coal-t",
        "event id 'coal-t' is ambiguous (3 matches)\n      write one of coal-talks, coal-treaty, coal-treaty-dinner\n",
    ),
    "an actor that should be an event": (
        "show graustark",
        "unknown event 'graustark'\n      'graustark' is an actor; see 'mmru actors graustark'\n",
    ),
    "the name of an actor that should be an event": (
        "thread Руритания",
        "unknown event 'Руритания'\n      'ruritania' is an actor; see 'mmru actors ruritania'\n",
    ),
    "a sector that should be an event": (
        "cite trade",
        "unknown event 'trade'\n      'trade' is a sector; see 'mmru sectors trade'\n",
    ),
    "a sector with which several ids begin": (
        "show coal",
        "coal-talks, coal-treaty, coal-treaty-dinner; 'coal' is a sector; see 'mmru sectors coal'\n",
    ),
    "a publisher that should be an event": (
        "events --around gazette",
        "unknown event 'gazette'\n      'gazette' is a publisher; see 'mmru sources gazette'\n",
    ),
    "a source that should be an event": (
        "show wire-1895",
        "unknown event 'wire-1895'\n      'wire-1895' is a source; see 'mmru sources wire-1895'\n",
    ),
    "a withdrawn event": ("show elopement", "event 'elopement' was withdrawn: no source was found\n"),
    "an event withdrawn for another": (
        "show coal-dinner",
        "event 'coal-dinner' was withdrawn: merged\n      see 'coal-treaty-dinner' instead\n",
    ),
    "an unknown actor": ("actors Rudolph", "unknown actor 'Rudolph'\n      did you mean 'rudolf' (Rudolf V)?\n"),
    "an ambiguous actor": (
        "actors r",
        "actor 'r' is ambiguous (2 matches)\n      write one of ruritania, rudolf (Rudolf V)\n",
    ),
    "an unknown source": (
        "sources tmes-1895",
        "unknown source or publisher 'tmes-1895'\n      did you mean 'times-1895'",
    ),
    "an ambiguous source": (
        "sources 1895",
        "source or publisher '1895' is ambiguous (2 matches)\n      write one of times-1895, wire-1895\n",
    ),
    "no source like it": ("sources zz", "unknown source or publisher 'zz'\n      write one of gazette, times"),
    "up without an event": ("thread --up", "--up needs an event\n      give its id: mmru thread ID\n"),
    "down without an event": ("thread --down", "--down needs an event\n      give its id: mmru thread ID\n"),
    "a chart that is too wide": ("chart --per month", "cells do not fit into 80 columns\n      choose a longer --per"),
    "too few events for a quiz": (
        "quiz --kind meeting",
        "these events are too few, or dated too vaguely, for a question\n      use fewer filters\n",
    ),
}


@pytest.mark.parametrize("case", _MISUSE)
def test_message_about_misuse_says_what_to_write(case: str) -> None:
    line, said = _MISUSE[case]
    done = run(*line.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("mmru: ")
    assert said in done.err
    assert done.err.count("\n") <= 2


_NO_EVENT = "no event was named\n      give ids or filters: mmru show ID"
_USAGE: dict[str, tuple[list[str], str]] = {
    # Commands
    "an unknown command": (["evnts"], "unknown command 'evnts'\n      did you mean 'events'?"),
    "no command like it": (["zzz"], "unknown command 'zzz'\n      'mmru' lists the commands"),
    "a command in capitals": (["Events"], "unknown command 'Events'\n      did you mean 'events'?"),
    "an empty command": ([""], "unknown command ''\n      'mmru' lists the commands"),
    "a command with an apostrophe": (["ev'nts"], "unknown command 'ev'nts'\n      did you mean 'events'?"),
    "a command with an escape": (["a\x1b[1m"], "unknown command 'a\\u001b[1m'\n      'mmru' lists the commands"),
    "help for an unknown command": (["help", "evnts"], "unknown command 'evnts'\n      did you mean 'events'?"),
    "help for no command like it": (
        ["help", "nonsense"],
        "unknown command 'nonsense'\n      'mmru' lists the commands",
    ),
    # Options
    "an unknown option": (["events", "--secter", "court"], "unknown option '--secter'\n      did you mean '--sector'?"),
    "an unknown option with a value": (
        ["events", "--secter=court"],
        "unknown option '--secter'\n      did you mean '--sector'?",
    ),
    "the beginning of an option": (["events", "--se"], "unknown option '--se'\n      did you mean '--sector'?"),
    "the beginning of several options": (
        ["events", "--s"],
        "unknown option '--s'\n"
        "      did you mean '--sector', '--status', '--source', '--state', '--since' or '--surely-dated'?",
    ),
    "no option like it": (
        ["events", "--zzz"],
        "unknown option '--zzz'\n      'mmru events --help' lists the options",
    ),
    "an unknown short option": (["events", "-x"], "unknown option '-x'\n      'mmru events --help' lists the options"),
    "an unknown option before the command": (
        ["--colr", "never", "events"],
        "unknown option '--colr'\n      did you mean '--color'?",
    ),
    "no option like it before the command": (
        ["--zzz", "events"],
        "unknown option '--zzz'\n      'mmru --help' lists the options",
    ),
    "an option with an escape": (
        ["events", "--a\x1b[1m"],
        "unknown option '--a\\u001b[1m'\n      'mmru events --help' lists the options",
    ),
    "a removed option": (
        ["events", "--max-size", "3"],
        "unknown option '--max-size'\n      'mmru events --help' lists the options",
    ),
    "an option without its value": (["events", "--limit"], "--limit needs a value\n      see 'mmru events --help'"),
    "a short option without its value": (["export", "csv", "-o"], "-o needs a value\n      see 'mmru export --help'"),
    "a global option without its value": (["--color"], "--color needs a value\n      see 'mmru --help'"),
    "an option in the place of a value": (
        ["events", "--since", "--until", "1895"],
        "--since needs a value\n      see 'mmru events --help'",
    ),
    "an option in the place of one of several values": (
        ["events", "--sector", "court", "--sector", "--actor", "rudolf"],
        "--sector needs a value\n      see 'mmru events --help'",
    ),
    "an option in the place of a file name": (
        ["export", "csv", "-o", "--force"],
        "--output needs a value\n      see 'mmru export --help'",
    ),
    "an option in the place of a log": (
        ["events", "--timeline", "--color", "never"],
        "--timeline needs a value\n      see 'mmru events --help'",
    ),
    "a flag with a value": (
        ["validate", "--strict=x"],
        "--strict does not take a value\n      write --strict on its own",
    ),
    "a global flag with a value": (
        ["--no-pager=x", "events"],
        "--no-pager does not take a value\n      write --no-pager on its own",
    ),
    # Values
    "not a number": (["events", "--limit", "x"], "--limit: 'x' is not a whole number\n      write 1 or more"),
    "not a whole number": (["events", "--limit", "1.5"], "--limit: '1.5' is not a whole number\n      write 1 or more"),
    "an empty number": (["events", "--limit", ""], "--limit: '' is not a whole number\n      write 1 or more"),
    "not a number, without a range": (
        ["quiz", "--seed", "x"],
        "--seed: 'x' is not a whole number\n      write a number such as 7",
    ),
    "a number on two lines": (
        ["events", "--limit", "1\n2"],
        "--limit: '1\\u000a2' is not a whole number\n      write 1 or more",
    ),
    "a number that is too small": (["events", "--limit", "0"], "--limit: 0 is too small\n      write 1 or more"),
    "a negative number": (["events", "--days", "-1"], "--days: -1 is too small\n      write 0 or more"),
    "no lanes": (["chart", "--lanes", "0"], "--lanes: 0 is too small\n      write 1 or more"),
    "no rounds": (["quiz", "--rounds", "0"], "--rounds: 0 is too small\n      write 1 or more"),
    "an unknown layout": (
        ["events", "--layout", "tabel"],
        "--layout: unknown value 'tabel'\n      did you mean 'table'?",
    ),
    "a choice in capitals": (["events", "--by", "Year"], "--by: unknown value 'Year'\n      did you mean 'year'?"),
    "an unknown grouping": (
        ["events", "--by", "colour"],
        "--by: unknown value 'colour'\n      write one of year, sector, actor, kind, place, publisher, status",
    ),
    "an empty choice": (
        ["events", "--by", ""],
        "--by: unknown value ''\n      write one of year, sector, actor, kind, place, publisher, status",
    ),
    "a choice with an apostrophe": (
        ["events", "--by", "it's"],
        "--by: unknown value 'it's'\n      write one of year, sector, actor, kind, place, publisher, status",
    ),
    "an unknown colour mode": (
        ["events", "--color", "some"],
        "--color: unknown value 'some'\n      write one of auto, always, never",
    ),
    "an unknown colour mode before the command": (
        ["--color", "some", "events"],
        "--color: unknown value 'some'\n      write one of auto, always, never",
    ),
    "an unknown report format": (
        ["validate", "--format", "xml"],
        "--format: unknown value 'xml'\n      write one of text, short, json, github",
    ),
    "an unknown period": (
        ["chart", "--per", "week"],
        "--per: unknown value 'week'\n      write one of month, quarter, year, decade, century",
    ),
    "an unknown kind of lane": (
        ["chart", "--by", "year"],
        "--by: unknown value 'year'\n      write one of sector, actor, kind, place, publisher, status",
    ),
    "an unknown kind of question": (
        ["quiz", "--mode", "riddle"],
        "--mode: unknown value 'riddle'\n      write one of before-after, order",
    ),
    # Arguments
    "a missing id": (["show"], _NO_EVENT),
    "a missing id after a double dash": (["show", "--"], _NO_EVENT),
    "a missing format": (["export"], "missing FORMAT\n      see 'mmru export --help'"),
    "a missing file": (["new"], "missing FILE\n      see 'mmru new --help'"),
    "an extra argument": (["sectors", "a", "extra"], "too many arguments: extra\n      see 'mmru sectors --help'"),
    "two extra arguments": (["thread", "a", "b", "c"], "too many arguments: b c\n      see 'mmru thread --help'"),
    "an extra argument with brackets": (
        ["sectors", "a", "a (b)"],
        "too many arguments: a (b)\n      see 'mmru sectors --help'",
    ),
}


@pytest.mark.parametrize("case", _USAGE)
def test_usage_error_is_printed_in_the_style_of_all_errors(case: str) -> None:
    arguments, said = _USAGE[case]
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"mmru: {said}\n"


def test_argument_after_a_double_dash_may_look_like_an_option() -> None:
    assert run("events", "--", "--since").code == 0


def test_many_candidates_are_counted() -> None:
    event = "  - {{id: talk-{0}, date: 2001, title: Talk {0}, actors: [a-{0}]}}\n"
    log = ("schema: 1\ntitle: T\nevents:\n" + "".join(event.format(number) for number in range(12))).encode()
    shown = run("show", "talk", log="-", stdin=log)
    assert "'talk' is ambiguous (12 matches)\n      write one of talk-0, talk-1, talk-2," in shown.err
    assert shown.err.endswith(" talk-7 and 4 more\n")
    found = run("actors", "a", log="-", stdin=log)
    assert "'a' is ambiguous (12 matches)\n      write one of a-0 (A 0), a-1 (A 1)," in found.err
    assert found.err.endswith(" and 4 more\n")


def test_log_with_errors_prints_its_diagnostics_and_no_event() -> None:
    done = run("events", log="-", stdin=BROKEN)
    assert done.out == ""
    assert "<stdin>:4:19: error[impossible-date]: 2001-02-30: February 2001 has 28 days\n" in done.err
    assert done.err.endswith("mmru: the log has errors: 1 error, no warnings, no notes\n")


_READING = tuple(name for name in COMMANDS if name not in ("validate", "new", "schema", "help"))


@pytest.mark.parametrize("command", _READING)
def test_every_command_stops_at_a_log_with_errors(command: str) -> None:
    argument = {"show": ["a"], "export": ["csv"]}.get(command, [])
    done = run(command, *argument, log="-", stdin=BROKEN)
    assert (done.code, done.out) == (1, "")


_WARNED: dict[str, tuple[bytes, str]] = {
    "one": (WARNED, "mmru: the log has 1 warning; see 'mmru validate -'\n"),
    "two": (WARNED_TWICE, "mmru: the log has 2 warnings; see 'mmru validate -'\n"),
}


@pytest.mark.parametrize("case", _WARNED)
def test_warnings_are_counted_on_one_line(case: str) -> None:
    log, said = _WARNED[case]
    done = run("export", "jsonl", log="-", stdin=log)
    assert (done.code, done.err) == (0, said)
    assert done.out.startswith('{"id":"a"')


def test_note_about_warnings_names_the_log(folder: Path) -> None:
    for name, command in (
        ("mine.yaml", "'mmru validate mine.yaml'"),
        ("my log.yaml", "\"mmru validate 'my log.yaml'\""),
    ):
        (folder / name).write_bytes(WARNED)
        assert f"the log has 1 warning; see {command}\n" in run("sectors", log=name).err


_UNREADABLE: dict[str, tuple[str, str]] = {
    "no file": ("none.yaml", "mmru: none.yaml: no such file\n"),
    "a folder": (".", "mmru: .: this is a folder\n      give the path of a YAML file in it\n"),
    "an empty name": ("", "mmru: the file name is empty\n      give a file name, or leave it out\n"),
    "not a file name": ("a\0b", "mmru: a\\u0000b: not a valid file name\n"),
    "below a file": ("file/x", "mmru: file/x: cannot be read: Not a directory\n"),
}


_EMPTY: dict[str, list[str]] = {
    "a log": ["--timeline", "", "events"],
    "a log after the command": ["events", "--timeline="],
    "a log that is only a space": ["--timeline", " ", "events"],
    "a log to validate": ["validate", ""],
    "a log to validate, by --timeline": ["validate", "--timeline", ""],
    "a new log": ["new", ""],
    "an output": ["export", "csv", "-o", ""],
    "an output to replace": ["export", "csv", "-o", "", "--force"],
}


@pytest.mark.parametrize("case", _EMPTY)
def test_empty_file_name_is_an_error(case: str, folder: Path) -> None:
    done = run(*_EMPTY[case], log=None)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("mmru: the file name is empty\n      give a file name")
    assert list(folder.iterdir()) == []


def test_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MMRU_TIMELINE", "")
    assert run("show", "coup-2021", log=None).code == 0


@pytest.mark.parametrize("case", _UNREADABLE)
def test_log_that_cannot_be_read(case: str, folder: Path) -> None:
    name, said = _UNREADABLE[case]
    (folder / "file").write_bytes(WARNED)
    done = run("events", log=name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(said)


def test_log_that_is_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mmru_timeline.reading.log.MAX_SIZE", 1 << 20)
    (folder / "large.yaml").write_bytes(WARNED + b"#" * (1 << 20))
    done = run("events", log="large.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err == "mmru: large.yaml: larger than 1 MiB\n      split the log into several files\n"
    (folder / "large.yaml").write_bytes(WARNED + b"#" * ((1 << 20) - len(WARNED)))
    assert run("events", log="large.yaml").code == 0
