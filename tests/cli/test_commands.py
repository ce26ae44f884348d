"""Every command in this process: what it prints, what it notes, its examples and its help."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from mmru_timeline import __version__
from mmru_timeline.cli.commands.events import Layout
from mmru_timeline.cli.main import COMMANDS, EXIT_CODES, command_in
from mmru_timeline.cli.terminal import ColorMode
from mmru_timeline.exports.registry import EXPORTS
from mmru_timeline.query.grouping import Grouping
from mmru_timeline.records.model import STATUSES
from mmru_timeline.views.diagnostics import ReportFormat
from running import run

_RUNS: dict[str, tuple[str, str]] = {
    "events": ("events", "1895-03-11\t=\tfact\tCoal treaty signed\tcoal,trade\tcoal-treaty\tmilestone\n"),
    "events with words": ("events envoys", "1895-03-11\t=\tfact\tDinner for the envoys"),
    "events with filters": ("events --sector court --since 1895", "coal-treaty-dinner"),
    "events by kind": (
        "events --by kind --kind meeting",
        "1894-11/1895-02\t=\tfact\tTalks on coal\tcoal,trade\tcoal-talks\t-\tmeeting\n",
    ),
    "events on a day of any year": ("events --on --05-04", "coronation"),
    "events on a day of any year after an equals sign": ("events --on=--05-04", "coronation"),
    "a chart of a month of any year": ("chart --on May", "Court"),
    "events as a timeline": ("events --layout timeline --on 1895", "1895\n  11 Mar        ●  Coal treaty signed ★\n"),
    "events as a table": ("events --layout table --on 1895", "Coal treaty signed ★                  Coal, Trade\n"),
    "events, latest first": ("events --latest-first", "1899/\t=\tplanned\tSecond railway to be built\t"),
    "show": ("show coal-treaty", "● Coal treaty signed\n  coal-treaty\n"),
    "show by the beginning of an id": ("show COAL-TREATY-d", "● Dinner for the envoys of Graustark\n"),
    "places of a log without a table": ("places", "Strelsau, Ruritania\t3\t3\t0\t1894-05-03\t1895-03-11\t-\t"),
    "sectors": ("sectors", "court\t3\t3\t0\t188X\t1895-03-11\t-\tCourt\n"),
    "sectors of some events": ("sectors --kind delivery", "energy\t1\t0\t0\t1896-09~\t1896-09~\t-\tEnergy\n"),
    "one sector": ("sectors energy", "Energy  energy\n  parts         Coal\n"),
    "number of sectors": ("sectors --count", "4\n"),
    "actors": ("actors", "ruritania\t7\t1\t0\t188X\t1896-09~\tcountry\t-\tRuritania\n"),
    "figures": ("figures", "1896-01/1896-12\t=\toutput-1896\t"),
    "number of figures": ("figures --count --sector court", "0\n"),
    "chart as numbers": ("chart --numbers --per year --by kind", "1895\t1\t0\tagreement\tAgreement\n"),
    "number of events": ("events --count --sector court", "3\n"),
    "events as JSON": ("events --json --sector court", '"match": "certain"'),
    "show by filters": ("show --sector court --limit 1", "First treaty of friendship"),
    "one actor": ("actors Руритания", "Ruritania  ruritania\n  kind          country\n"),
    "sources": ("sources", "Hentzau & Sons\t5\t5\t0\t188X\t1899/\t-\t-\t1\tHentzau & Sons\n"),
    "one source": ("sources book", "Rupert Hentzau: A Short History of Ruritania. Hentzau & Sons, 1901"),
    "one source by the beginning of its id": (
        "sources wire",
        "Coal treaty signed. Strelsau Gazette (text of Hof-Korrespondenz)",
    ),
    "thread": ("thread coal-treaty", "Talks on coal"),
    "steps of a thread": ("thread coal-treaty", "1895-03-11\tcoal-treaty\tcoal-talks\t"),
    "threads": ("thread", "1894-05-03\tcoronation\tsecond-railway\t5\t5\t"),
    "threads of some events": ("thread --sector court --count", "1\n"),
    "thread as JSON": ("thread coal-treaty --json", '"after": "coal-talks"'),
    "thread up": ("thread coal-treaty --up", "Talks on coal"),
    "thread down": ("thread coal-treaty --down", "First coal train"),
    "thread of an event without links": ("thread old-treaty", "First treaty of friendship"),
    "chart": ("chart", "Court"),
    "chart of years by actor": ("chart --by actor --per year --lanes 2", "Graustark"),
    "chart without events": ("chart --on 1750", ""),
    "disputes": ("disputes", "\tHe was crowned a day later."),
    "disputes without events": ("disputes --on 1750", ""),
    "audit": ("audit", "Precision of dates\texact to the day\t3\t0.375\t-\t-\n"),
    "audit with lists": ("audit --list", "first-train"),
    "audit without events": ("audit --on 1750", ""),
    "cite": ("cite", "The Kingdom of Ruritania and its neighbours (SHA-256 "),
    "cite events": ("cite coronation coal-treaty", "[Event coronation, May 3, 1894]"),
    "cite sources": ("cite --sector court --words treaty", "Hentzau, R. (1901)."),
    "cite as JSON": ("cite output-1896 --json", '"event": true'),
    "number of sources": ("cite --sector court --count", "3\n"),
    "quiz without answers": ("quiz --rounds 1 --seed 1", "Question 1 of 1"),
    "quiz with very many rounds": (f"quiz --rounds {10**30} --seed 1", "Question 1 of 1000"),
    "schema": ("schema", '"$schema"'),
    "validate": ("validate", ""),
    "validate as JSON": ("validate --format json", "[]\n"),
    "validate --explain": ("validate --explain impossible-date", "impossible-date (error)\n"),
    "--version": ("--version", f"mmru {__version__}\n"),
    "-V": ("-V", f"mmru {__version__}\n"),
    "--version after another option": ("--color never --version", f"mmru {__version__}\n"),
    "--help": ("--help", "Usage: mmru [OPTIONS] "),
    "help": ("help", "  events    Print the timeline"),
    "no command": ("", "  events    Print the timeline"),
}


@pytest.mark.parametrize("case", _RUNS)
def test_command_succeeds(case: str) -> None:
    line, shown = _RUNS[case]
    done = run(*line.split())
    assert (done.code, "Error" in done.err) == (0, False), done.err
    assert shown in done.out
    assert "\x1b" not in done.out


_FOR_PEOPLE: dict[str, tuple[str, str]] = {
    "sectors": ("sectors", "   3  1889 – 1895    Court  court  Crowns and successions.\n"),
    "at most one actor": ("actors --limit 1", "   7  1889 – 1896    Ruritania  ruritania  1 itself; country\n"),
    "sources": ("sources", "   2  1894 – 1895    Strelsau Gazette  gazette  2 sources; run by the state: Ruritania\n"),
    "threads": ("thread", "chain of 5, 5 events, mmru thread coronation\n"),
    "thread": ("thread coal-treaty", "●  Nov 1894 – Feb 1895  Talks on coal  coal-talks\n"),
    "figures": ("figures", "  by another account: output: 120 thousand tons  The Times of Graustark\n"),
    "disputes": ("disputes", "He was crowned a day later."),
    "audit": ("audit", "  exact to the day                    3   37.5%\n"),
}


@pytest.mark.parametrize("case", _FOR_PEOPLE)
def test_terminal_gets_a_view_instead_of_lines(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    line, shown = _FOR_PEOPLE[case]
    done = run(*line.split(), "--color", "never", "--no-pager", tty=True)
    assert done.code == 0
    assert shown in done.out
    assert "\t" not in done.out
    assert "\t" in run(*line.split()).out


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version_is_all_that_is_printed(flag: str) -> None:
    done = run(flag, log=None)
    assert (done.code, done.out, done.err) == (0, f"mmru {__version__}\n", "")


_NOTES: dict[str, tuple[str, str]] = {
    "events": ("events", "8 events: 5 ● fact, 1 ◐ claim, 1 ○ planned, 1 ◇ disputed; ★ milestone\n"),
    "one event": ("events envoys", "1 event: 1 ● fact\n"),
    "fewer events than found": ("events --limit 2", "2 of 8 events: 2 ● fact; ★ milestone\n"),
    "a limit above the number of events": ("events --limit 99 --sector court", "3 events: 3 ● fact; ★ milestone\n"),
    "possible events": (
        "events --on 1894-05-04",
        "1 event: 1 ● fact; ★ milestone; 1 marked ?, only possibly in that time\n",
    ),
    "no events": ("events --on 1750", "no events match\n"),
    "no events in an export": ("export csv --on 1750", "no events match\n"),
    "no events in a chart": ("chart --on 1750", "no events match\n"),
    "no events in an audit": ("audit --on 1750", "no events match\n"),
    "no events in disputes": ("disputes --on 1750", "no events match\n"),
    "export": ("export csv", ""),
    "show": ("show coronation", ""),
    "thread of an event without links": (
        "thread old-treaty",
        "according to the log, nothing led to this event and nothing followed from it\n",
    ),
    "validate": ("validate", "no errors, no warnings, no notes in 8 events\n"),
}


@pytest.mark.parametrize("case", _NOTES)
def test_notes_go_to_standard_error(case: str) -> None:
    line, note = _NOTES[case]
    assert run(*line.split()).err == note


@pytest.mark.parametrize("case", _NOTES)
def test_no_notes_with_quiet_or_if_standard_error_is_not_a_terminal(case: str) -> None:
    line, _ = _NOTES[case]
    noted = run(*line.split())
    for quiet in (
        run(*line.split(), "--quiet"),
        run("-q", *line.split()),
        run(*line.split(), notes=False),
    ):
        assert (quiet.code, quiet.out, quiet.err) == (noted.code, noted.out, "")


def test_limit_applies_after_latest_first() -> None:
    def ids(*options: str) -> list[str]:
        return [line.split("\t")[5] for line in run("events", *options).out.splitlines()]

    whole = ids()
    assert len(whole) == 8
    assert ids("--latest-first") == whole[::-1]
    assert ids("--limit", "3") == whole[:3]
    assert ids("--latest-first", "--limit", "3") == whole[::-1][:3]


def test_show_prints_several_events_in_the_order_given() -> None:
    out = run("show", "second-railway", "coronation").out
    assert out.index("Second railway") < out.index("\n● Rudolf V crowned")
    assert "\n\n● Rudolf V" in out


def test_source_is_found_by_the_beginning_of_its_id() -> None:
    log = b"schema: 1\ntitle: T\nsources: {ab: {title: A, publisher: P}, ac: {title: C, publisher: P}}\nevents: []\n"
    assert "'a' is ambiguous (2 matches)\n      write one of ab, ac" in run("sources", "a", log="-", stdin=log).err
    assert run("sources", "ac", log="-", stdin=log).out.startswith("C. P\n")


def test_name_of_a_publisher_precedes_the_beginning_of_a_source_id() -> None:
    log = (
        b"schema: 1\ntitle: T\npublishers: {wire: {name: The Wire}}\nevents: []\n"
        b"sources: {wire-2001: {title: A, publisher: wire}, other: {title: B, publisher: wire}}\n"
    )
    assert run("sources", "wire", log="-", stdin=log).out.startswith("The Wire  wire\n")
    assert run("sources", "wire-2", log="-", stdin=log).out.startswith("A. The Wire\n")


def test_sources_of_one_date_are_in_the_order_of_the_log() -> None:
    names = [f"s{number}" for number in range(20)]
    sources = "".join(f"  {name}: {{title: T, publisher: P}}\n" for name in names)
    log = f"schema: 1\ntitle: T\nevents: []\nsources:\n{sources}".encode()
    assert [line.split()[-1] for line in run("sources", "P", log="-", stdin=log).out.splitlines()[3:]] == names


def test_show_prints_every_place_in_a_source() -> None:
    log = (
        b"schema: 1\ntitle: T\nsources: {s: {title: S, publisher: P}}\n"
        b"events: [{id: a, date: 2001, title: A, sources: [{id: s, at: p. 1}],\n"
        b"  figures: [{what: x, value: 1, sources: [{id: s, at: p. 2}]}],\n"
        b"  accounts: [{says: B., sources: [{id: s, at: p. 3}]}, {says: C., sources: [{id: s, at: p. 1}]}]}]\n"
    )
    assert "[1] S. P, p. 1, p. 2, p. 3\n" in run("show", "a", log="-", stdin=log).out


def test_publisher_is_shown_with_its_sources() -> None:
    gazette = run("sources", "Strelsau Gazette").out
    assert gazette.startswith("Strelsau Gazette  gazette\n  run by        the state: Ruritania\n  events        2\n")
    assert gazette.index("gazette-1894") < gazette.index("wire-1895")
    assert (
        run("sources", "hentzau").out
        == "Hentzau & Sons\n  events        5\n  sources       1\n    1901  A Short History of Ruritania  book\n"
    )


def test_overview_fits_on_one_screen() -> None:
    done = run(log=None)
    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert [name for name in COMMANDS if not re.search(rf"^  {name} +[A-Z].*\.$", done.out, re.MULTILINE)] == []


def test_help_without_a_command_prints_the_overview() -> None:
    assert run("help", log=None) == run(log=None)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_command_equals_the_help_option(command: str) -> None:
    done = run("help", command, log=None)
    assert done.code == 0
    assert done == run(command, "--help", log=None)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_has_help(command: str, flag: str) -> None:
    done = run(command, flag)
    assert done.code == 0
    assert f"Usage: mmru {command} [OPTIONS]" in done.out
    assert "--timeline" in done.out
    assert " ".join(EXIT_CODES.split()) in " ".join(done.out.split())


_LISTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "commands": ("", COMMANDS),
    "exports": ("export", tuple(EXPORTS)),
    "layouts": ("events", get_args(Layout)),
    "groupings": ("events", get_args(Grouping)),
    "report formats": ("validate", get_args(ReportFormat)),
    "colour modes": ("events", get_args(ColorMode)),
    "statuses": ("events", tuple(STATUSES)),
}


@pytest.mark.parametrize("case", _LISTED)
def test_help_lists_every_choice(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command, names = _LISTED[case]
    monkeypatch.setenv("COLUMNS", "120")
    shown = run(*command.split(), "--help").out
    assert names
    assert [name for name in names if not re.search(rf"\b{name}\b", shown)] == []


def _examples(command: str) -> dict[str, str]:
    examples: dict[str, str] = import_module(f"mmru_timeline.cli.commands.{command}").EXAMPLES
    return examples


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_one_or_two_examples(command: str) -> None:
    examples = _examples(command)
    assert len(examples) in (1, 2)
    shown = [line.strip(" │") for line in run(command, "--help", log=None).out.splitlines()]
    for example, meaning in examples.items():
        assert example.startswith(f"mmru {command}")
        assert shown[shown.index(example) + 1] == meaning


@pytest.mark.parametrize("example", [example for command in COMMANDS for example in _examples(command)])
def test_example_runs_on_the_bundled_log(example: str, folder: Path) -> None:
    line, _, redirected = example.partition(" > ")
    if "validate mine.yaml" in line:
        run("new", "mine.yaml", log=None)
    done = run(*shlex.split(line)[1:], log=None)
    assert done.code == 0, done.err
    assert "no events match" not in done.err
    assert "no event follows" not in done.err
    assert done.out or list(folder.iterdir())
    assert not redirected or done.out


_NAMED: dict[str, tuple[list[str], str]] = {
    "nothing": ([], ""),
    "a command": (["events"], "events"),
    "a command before another": (["show", "events"], "show"),
    "after options with values": (["--timeline", "show", "--color", "never", "events"], "events"),
    "after a flag and options": (["--no-pager", "--color", "never", "--timeline", "show", "events"], "events"),
    "after --quiet": (["-q", "--quiet", "events"], "events"),
    "after a value joined by an equals sign": (["--timeline=show", "--no-pager", "events", "show"], "events"),
    "an option without its value": (["--timeline"], ""),
    "an unknown command": (["evnts"], "evnts"),
    "half a command": (["sh"], "sh"),
}


@pytest.mark.parametrize("case", _NAMED)
def test_command_is_found_among_the_arguments(case: str) -> None:
    arguments, name = _NAMED[case]
    assert command_in(arguments) == name


_PLAYED: dict[str, tuple[str, str, list[str]]] = {
    "to the end": ("--mode before-after --rounds 3", "b\nafter\nB\n", ["Question 3 of 3\n", " of 3 right.\n"]),
    "quit": ("--mode before-after", "b\nq\n", [" of 1 right.\n"]),
    "quit at once": ("--mode order", "quit\n", ["No questions answered.\n"]),
    "end of input": ("--mode order", "", ["No questions answered.\n"]),
    "not an answer": (
        "--mode before-after --rounds 1",
        "perhaps\n\na\n",
        ["Type before, after or quit, or the first letter of one of them.\n"],
    ),
    "not an order": (
        "--mode order --rounds 1",
        "aabb\ndcba\n",
        ["Type the letters a, b, c, d in your order, or q to quit.\n"],
    ),
}


@pytest.mark.parametrize("case", _PLAYED)
def test_quiz_prints_questions_and_a_score(case: str) -> None:
    options, typed, said = _PLAYED[case]
    done = run("quiz", "--seed", "7", *options.split(), stdin=typed.encode())
    assert (done.code, done.err) == (0, "")
    assert [each for each in said if each not in done.out] == []
    assert done == run("quiz", "--seed", "7", *options.split(), stdin=typed.encode())


def test_quiz_lists_what_to_revise() -> None:
    answers = [
        run("quiz", "--seed", "7", "--mode", "before-after", "--rounds", "1", stdin=typed).out for typed in (b"a", b"b")
    ]
    right, wrong = sorted(answers, key=lambda out: "Wrong.\n" in out)
    assert "Right.\n" in right
    assert "1 of 1 right.\n" in right
    assert "To revise" not in right
    assert "Wrong.\n" in wrong
    assert "0 of 1 right.\nTo revise:\n  mmru show " in wrong


def test_places_are_listed_as_a_tree_and_one_is_shown_with_its_events() -> None:
    listed = run("places", "--color", "never", "--no-pager", log=None, tty=True).out.splitlines()
    assert "    Russia  russia  " in listed[0]
    assert any(line.strip().split("  ")[-2:] == ["Moscow", "moscow"] for line in listed)
    shown = run("places", "Rangoon", log=None).out
    assert shown.startswith("Yangon  yangon\n")
    assert "also called   Rangoon" in shown
    count = len(run("events", "--place", "yangon", log=None).out.splitlines())
    assert f" {count}  " in next(line for line in listed if "  Yangon  " in line)


def test_timeline_says_if_only_another_account_puts_an_event_into_the_time() -> None:
    def shown(day: str) -> str:
        return run("events", "--on", day, "--layout", "timeline").out

    assert "4 May 1894 by another account\n" in shown("1894-05-04")
    assert "by another account" not in shown("1894-05-03")
    assert "by another account" not in shown("1894-05")
