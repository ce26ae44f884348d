"""Colour, links, width, encoding and closed pipes: what goes to which stream, and in which form."""

from __future__ import annotations

import gc
import json
import os
import re
import sys
from pathlib import Path

import pytest

from mmru_timeline.cli.main import COMMANDS, main
from mmru_timeline.cli.terminal import in_ascii, look_of
from mmru_timeline.views.palette import Theme
from running import SAMPLE, run, run_process

BROKEN = (
    b"schema: 1\ntitle: Broken\nevents:\n  - {id: a, date: 2001-02-30, title: A, sources: []}\nallow: [no-source]\n"
)
WARNED = b"schema: 1\ntitle: Warned\nevents:\n  - {id: a, date: 2001-02-03, title: A}\n"

_GLOBAL: dict[str, tuple[list[str], str]] = {
    "before": (["--timeline", str(SAMPLE), "--color", "always", "events", "--layout", "timeline"], "\x1b["),
    "after": (["events", "--layout", "timeline", "--color", "always", "--timeline", str(SAMPLE)], "\x1b["),
    "on both sides": (["--color", "always", "events", "--timeline", str(SAMPLE), "--layout", "timeline"], "\x1b["),
    "twice, the one after counts": (
        ["--timeline", "none.yaml", "--color", "never", "events", "--timeline", str(SAMPLE)],
        "\n1899/\t",
    ),
    "with a value that is the name of a command": (
        ["--timeline", "show", "events", "--timeline", str(SAMPLE)],
        "\n1899/\t",
    ),
    "joined by an equals sign": ([f"--timeline={SAMPLE}", "events"], "\n1899/\t"),
    "no pager": (["--no-pager", "events", "--timeline", str(SAMPLE), "--no-pager"], "\n1899/\t"),
    "quiet": (["--quiet", "events", "--timeline", str(SAMPLE), "-q"], "\n1899/\t"),
}


@pytest.mark.parametrize("case", _GLOBAL)
def test_global_options_before_or_after_the_command(case: str) -> None:
    arguments, shown = _GLOBAL[case]
    done = run(*arguments, log=None)
    assert done.code == 0
    assert shown in done.out


_COLOURS: dict[str, tuple[dict[str, str], list[str], bool, bool]] = {
    "down a pipe": ({}, [], False, False),
    "on a terminal": ({}, [], True, True),
    "on a dumb terminal": ({"TERM": "dumb"}, [], True, False),
    "NO_COLOR on a terminal": ({"NO_COLOR": "1"}, [], True, False),
    "an empty NO_COLOR": ({"NO_COLOR": ""}, [], True, True),
    "FORCE_COLOR down a pipe": ({"FORCE_COLOR": "1"}, [], False, True),
    "FORCE_COLOR=0": ({"FORCE_COLOR": "0"}, [], False, False),
    "CLICOLOR_FORCE down a pipe": ({"CLICOLOR_FORCE": "1"}, [], False, True),
    "CLICOLOR_FORCE=0": ({"CLICOLOR_FORCE": "0"}, [], False, False),
    "NO_COLOR over FORCE_COLOR": ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], True, False),
    "always over NO_COLOR": ({"NO_COLOR": "1"}, ["--color", "always"], False, True),
    "never over FORCE_COLOR": ({"FORCE_COLOR": "1"}, ["--color", "never"], True, False),
    "auto with FORCE_COLOR": ({"FORCE_COLOR": "1"}, ["--color", "auto"], False, True),
    "always down a pipe": ({}, ["--color", "always"], False, True),
}


@pytest.mark.parametrize("case", _COLOURS)
def test_colour(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment, flags, tty, coloured = _COLOURS[case]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = run("events", "--layout", "timeline", "--limit", "3", *flags, tty=tty).out
    assert ("\x1b[" in out) is coloured
    assert "\x1b]8;" not in out


_THEMES: dict[str, tuple[dict[str, str], Theme]] = {
    "nothing known": ({}, "any-256"),
    "24-bit colours": ({"COLORTERM": "truecolor"}, "any"),
    "auto": ({"MMRU_THEME": "auto", "COLORTERM": "24bit"}, "any"),
    "dark": ({"MMRU_THEME": "dark"}, "dark"),
    "light, against COLORFGBG": ({"MMRU_THEME": "light", "COLORFGBG": "15;0"}, "light"),
    "none": ({"MMRU_THEME": "none"}, "none"),
    "a dark background": ({"COLORFGBG": "7;0", "COLORTERM": "truecolor"}, "dark"),
    "dark grey": ({"COLORFGBG": "15;8"}, "dark"),
    "light grey": ({"COLORFGBG": "0;default;7"}, "light"),
    "white": ({"COLORFGBG": "0;15"}, "light"),
    "an unknown background": ({"COLORFGBG": "15;default"}, "any-256"),
}


@pytest.mark.parametrize("case", _THEMES)
def test_theme(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment, theme = _THEMES[case]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert look_of(sys.stdout, "always").theme == theme


@pytest.mark.parametrize("arguments", [[], ["events"], ["show", "coup-2021"]])
def test_unknown_theme_is_an_error_where_there_is_colour(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MMRU_THEME", "drak")
    done = run(*arguments, "--color", "always", log=None)
    expected = "mmru: MMRU_THEME: unknown theme 'drak'\n      write one of auto, dark, light, none\n"
    assert (done.code, done.out, done.err) == (2, "", expected)
    assert run(*arguments, log=None).code == 0


def test_unknown_theme_when_the_log_has_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MMRU_THEME", "drak")
    done = run("events", "--color", "always", log="-", stdin=BROKEN)
    assert (done.code, done.err.splitlines()[0]) == (2, "mmru: MMRU_THEME: unknown theme 'drak'")


@pytest.mark.parametrize("case", [case for case in _COLOURS if not _COLOURS[case][2]])
def test_where_there_is_colour_a_pipe_gets_the_timeline(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment, flags, _, coloured = _COLOURS[case]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = run("events", *flags).out
    assert ("\x1b[" in out, "\t" in out) == (coloured, not coloured)


def test_lines_have_no_colour() -> None:
    assert run("events", "--layout", "line", "--color", "always").out == run("events").out


_DIAGNOSTICS: dict[str, tuple[dict[str, str], list[str], bool, bool]] = {
    "at a terminal": ({}, [], True, True),
    "not at a terminal": ({}, [], False, False),
    "at a dumb terminal": ({"TERM": "dumb"}, [], True, False),
    "NO_COLOR at a terminal": ({"NO_COLOR": "1"}, [], True, False),
    "FORCE_COLOR, not at a terminal": ({"FORCE_COLOR": "1"}, [], False, True),
    "always, not at a terminal": ({}, ["--color", "always"], False, True),
    "never, at a terminal": ({}, ["--color", "never"], True, False),
}


@pytest.mark.parametrize("case", _DIAGNOSTICS)
def test_colour_of_diagnostics_on_standard_error(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment, flags, notes, coloured = _DIAGNOSTICS[case]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    done = run("events", *flags, log="-", stdin=BROKEN, notes=notes, colored_errors=True)
    assert (done.code, done.out) == (1, "")
    assert ("\x1b[" in done.err) is coloured
    assert "impossible-date" in done.err


_ERRORS: dict[str, tuple[str, bytes, str]] = {
    "a usage error": ("events --zzz", b"", "mmru: unknown option '--zzz'\n"),
    "an unknown sector": ("events --sector zzz", WARNED, "mmru: unknown sector 'zzz'"),
    "a missing log": ("events --timeline none.yaml", b"", "mmru: none.yaml: no such file\n"),
    "a log with errors": ("events", BROKEN, "mmru: the log has errors: 1 error, "),
    "a log with errors, exported": ("export csv", BROKEN, "<stdin>:4:19: error[impossible-date]: "),
    "an existing file": ("export csv -o kept.csv", SAMPLE.read_bytes(), "mmru: kept.csv: the file already exists"),
}


@pytest.mark.parametrize("notes", [True, False], ids=["at a terminal", "not at a terminal"])
@pytest.mark.parametrize("case", _ERRORS)
def test_quiet_does_not_silence_errors(case: str, notes: bool, folder: Path) -> None:
    line, stdin, said = _ERRORS[case]
    (folder / "kept.csv").write_text("kept")
    loud = run(*line.split(), log="-", stdin=stdin, notes=False)
    quiet = run("--quiet", *line.split(), log="-", stdin=stdin, notes=notes)
    assert quiet.code == loud.code != 0
    assert quiet.err == loud.err
    assert said in quiet.err


def test_quiet_silences_the_note_about_warnings() -> None:
    assert "the log has 1 warning" in run("events", log="-", stdin=WARNED).err
    assert run("events", "--quiet", log="-", stdin=WARNED).err == ""


def test_quiet_silences_notes_kept_for_after_the_pager() -> None:
    shown, quiet = run("events", tty=True), run("events", "--quiet", tty=True)
    assert shown.err == "8 events: 5 ● fact, 1 ◐ claim, 1 ○ planned, 1 ◇ disputed; ★ milestone\n"
    assert (quiet.out, quiet.err) == (shown.out, "")


def test_quiet_does_not_silence_the_report_of_validate() -> None:
    loud, quiet = run("validate", "-", log=None, stdin=BROKEN), run("validate", "-", "-q", log=None, stdin=BROKEN)
    assert (quiet.code, quiet.out, quiet.err) == (1, loud.out, "")
    assert "impossible-date" in quiet.out


_LINKS: dict[str, tuple[dict[str, str], bool]] = {
    "plain xterm": ({}, False),
    "kitty": ({"TERM": "xterm-kitty"}, True),
    "another terminal type in kitty": ({"KITTY_WINDOW_ID": "1"}, True),
    "iTerm": ({"TERM_PROGRAM": "iTerm.app"}, True),
    "a new VTE": ({"VTE_VERSION": "6003"}, True),
    "an old VTE": ({"VTE_VERSION": "4999"}, False),
    "a VTE without a number": ({"VTE_VERSION": "new"}, False),
    "forced": ({"FORCE_HYPERLINK": "1"}, True),
    "FORCE_HYPERLINK=0": ({"FORCE_HYPERLINK": "0"}, False),
    "without colour": ({"FORCE_HYPERLINK": "1", "NO_COLOR": "1"}, False),
}


@pytest.mark.parametrize("case", _LINKS)
def test_links_in_terminals_known_to_support_them(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment, linked = _LINKS[case]
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = run("show", "coronation", tty=True).out
    assert ("\x1b]8;" in out) is linked
    assert ("https://gazette.example/1894/coronation" in re.sub(r"\x1b]8;[^\x1b]*", "", out)) is not linked


def test_terminal_gets_the_timeline_and_a_pipe_gets_lines() -> None:
    assert run("events", "--no-pager", tty=True).out.startswith("\x1b[1m1880s\x1b[0m\n")
    assert run("events").out.startswith("188X\t=\tfact\t")
    assert run("events", "--layout", "line", tty=True).out == run("events").out


def test_width_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, run("events", "--layout", "timeline").out.splitlines())) <= 40


_WIDTHS: dict[str, int] = {
    "0": 80,
    "": 80,
    "abc": 80,
    "-5": 80,
    "²": 80,
    "9" * 20: 80,
    "1.5": 80,
    "9" * 5_000: 80,
    "1": 20,
    "20": 20,
    "0090": 90,
    "90": 90,
}
"""What COLUMNS is, and the width that it asks for; one that cannot be read asks for nothing."""


@pytest.mark.parametrize("columns", _WIDTHS, ids=lambda text: text[:20] or "empty")
def test_odd_widths_in_the_environment(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = run("show", "--help")
    # A page of rich has a line as wide as the page.
    assert (shown.code, shown.err, max(map(len, shown.out.splitlines()))) == (0, "", _WIDTHS[columns])
    monkeypatch.setenv("COLUMNS", columns)
    assert run("new").err == "mmru: missing FILE\n      see 'mmru new --help'\n"
    monkeypatch.setenv("COLUMNS", columns)
    assert run("chart").code == 0


def test_typers_own_width_may_be_nonsense() -> None:
    # typer reads it when it is imported.
    done = run_process("show", "--help", environment={"TERMINAL_WIDTH": "abc"})
    assert (done.code, done.err) == (0, "")
    assert "Usage: mmru show" in done.out


def test_ascii_timeline() -> None:
    done = run("events", "--layout", "timeline", "--on", "1896", encoding="ascii")
    assert "  Jan - Dec     x  Output of the Zenda mines in 1896\n" in done.out
    assert done.err == "2 events: 1 claim, 1 disputed; 1 marked ?, only possibly in that time\n"


_ASCII: dict[str, tuple[str, str]] = {
    "overview": ("", "Myanmar-Russia relations"),
    "help": ("help", "Myanmar-Russia relations"),
    "--help": ("--help", "Myanmar-Russia relations"),
    "cite the log": ("cite", "Myanmar-Russia relations from the 2021 coup to the March 2025 visit"),
    "cite an event": ("cite coup-2021", "Myanmar-Russia relations"),
    "quiz": ("quiz --seed 3 --rounds 2", "Question 1 of 2"),
    "validate": ("validate", ""),
    "explain": ("validate --explain bad-date", "How to fix it"),
    "audit": ("audit --color always", " - "),
    "audit with lists": ("audit --list", " - "),
    "chart": ("chart", "Diplomacy"),
    "disputes": ("disputes --color always", "Burma and the Soviet Union establish diplomatic relations"),
    "thread": ("thread nuclear-plant-agreement", "nuclear-plant-agreement"),
    "show": ("show coup-2021", "coup-2021"),
    "events as a table": ("events --layout table --sector energy", "Energy"),
}


@pytest.mark.parametrize("case", _ASCII)
def test_ascii_stream_gets_meaningful_ascii(case: str) -> None:
    line, shown = _ASCII[case]
    done = run(*line.split(), log=None, encoding="ascii")
    assert done.code == 0
    assert done.data.isascii()
    assert shown in done.out
    # A question mark within a word stands for a character that was lost.
    assert re.findall(r"[^\W\d]\?[^\W\d]", re.sub(r"https?://\S+", "", done.out)) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_ascii(command: str) -> None:
    unicode, plain = run(command, "--help", log=None), run(command, "--help", log=None, encoding="ascii")
    assert plain.data.isascii()
    assert plain.out.count("?") == unicode.out.count("?")


_SPELLINGS: dict[str, tuple[str, str]] = {
    "dashes": ("Myanmar–Russia — 2021", "Myanmar-Russia - 2021"),
    "accents": ("Europäische Idée", "Europaische Idee"),
    "quotation marks": ("“it’s”", '"it\'s"'),
    "an ellipsis": ("a…", "a..."),
    "other scripts": ("Руритания", "?????????"),
    "ASCII": ("a?b", "a?b"),
}


@pytest.mark.parametrize("case", _SPELLINGS)
def test_in_ascii(case: str) -> None:
    text, spelled = _SPELLINGS[case]
    assert in_ascii(text) == spelled


def test_error_message_in_ascii() -> None:
    done = run("events", "--sector", "Énergie–x", encoding="ascii")
    assert done.code == 2
    assert done.err.startswith("mmru: unknown sector 'Energie-x'\n")


def test_names_in_other_scripts_can_be_printed_in_ascii() -> None:
    assert run("actors", "Ruritania", encoding="ascii").code == 0


def test_log_from_standard_input() -> None:
    done = run("events", log="-", stdin=SAMPLE.read_bytes())
    assert done.out == run("events").out


def test_log_from_the_environment(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "mine.yaml").write_bytes(WARNED)
    monkeypatch.setenv("MMRU_TIMELINE", "mine.yaml")
    assert run("events", log=None).out == "2001-02-03\t=\tfact\tA\t-\ta\t-\n"
    assert run("events", "--limit", "1").out.endswith("\told-treaty\t-\n")
    assert "mine.yaml:4" in run("validate", log=None).out


@pytest.mark.parametrize("line", ["events", "show coronation", "--version"])
def test_closed_pipe_is_not_an_error(line: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as stdout:
        done = run(*line.split(), log=None if line == "--version" else SAMPLE, stdout=stdout)
    assert (done.code, "Error" in done.err) == (0, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("line", ["events", "show coronation", "--version"])
def test_full_disk_exits_with_2(line: str) -> None:
    with open("/dev/full", "w", encoding="utf-8") as stdout:
        done = run(*line.split(), log=None if line == "--version" else SAMPLE, stdout=stdout)
    assert (done.code, done.err) == (2, "mmru: cannot write the output: No space left on device\n")


def test_missing_standard_streams_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["mmru", "--version"])
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    with pytest.raises(SystemExit) as end:
        main()
    gc.enable()
    assert not end.value.code
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        assert stream.name == os.devnull
        stream.close()


def test_json_loses_nothing_on_a_stream_that_is_not_unicode() -> None:
    plain = run("actors", "ruritania", "--json", encoding="ascii")
    assert json.loads(plain.out) == json.loads(run("actors", "ruritania", "--json").out)
    assert "Руритания" in json.loads(plain.out)["actors"][0]["aliases"]
