"""The options that all commands that read events share, and the numbers that they agree on."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import fields
from typing import Any

import pytest
import typer.main
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from mmru_timeline import Query
from mmru_timeline.cli.main import COMMANDS, program
from mmru_timeline.exports.output_schema import COMMANDS as WITH_JSON
from mmru_timeline.exports.output_schema import output_schema
from mmru_timeline.query.query import filter_of
from running import run

READING = tuple(name for name in COMMANDS if name not in ("validate", "new", "schema", "help"))
"""The commands that read events."""
_LISTS_EVENTS = ("events", "show", "figures", "disputes", "export")


def options_of(command: str) -> set[str]:
    root: Any = typer.main.get_command(program())
    return {option for parameter in root.commands[command].params for option in parameter.opts}


@pytest.mark.parametrize("command", READING)
def test_command_takes_every_filter(command: str) -> None:
    filters = {filter_of(each).option for each in fields(Query)}
    # Where words need no option, they have none.
    assert filters - options_of(command) <= {"--words"}
    assert {"--words", "words"} & options_of(command)


@pytest.mark.parametrize("command", READING)
def test_command_takes_the_shared_options_that_apply(command: str) -> None:
    expected = {"--exit-code"}
    expected |= {"--count"} if command != "quiz" else set()
    expected |= {"--json"} if command not in ("quiz", "export") else set()
    # A chart has --lanes, an audit and a quiz list no events.
    expected |= {"--limit"} if command not in ("quiz", "chart", "audit") else set()
    expected |= {"--latest-first"} if command in _LISTS_EVENTS else set()
    shared = {"--exit-code", "--count", "--json", "--limit", "--latest-first"}
    assert options_of(command) & shared == expected


_FORMAT = {"export": ["csv"]}


@pytest.mark.parametrize("command", READING)
def test_exit_code_is_3_if_nothing_matches_and_it_is_asked_for(command: str) -> None:
    arguments = [command, *_FORMAT.get(command, []), "--on", "1750"]
    assert run(*arguments).code == 0
    assert run(*arguments, "--exit-code").code == 3
    assert run(*arguments[:-2], "--exit-code").code == 0 or command == "show"


def test_json_is_what_the_commands_with_the_option_have() -> None:
    assert {command for command in COMMANDS if "--json" in options_of(command)} == set(WITH_JSON)


_JSON_RUNS = (
    *(f"{command} --sector energy" for command in WITH_JSON),
    *("show coronation", "thread coal-treaty", "actors rudolf", "sectors energy", "sources gazette", "sources book"),
    *("cite", "cite coal-treaty", "chart --by place --per year", "events --on 1750", "chart --on 1750", "thread"),
)


@pytest.mark.parametrize("line", _JSON_RUNS)
def test_json_fits_the_schema_that_the_program_prints(line: str) -> None:
    command, *rest = shlex.split(line)
    done = run(command, *rest, "--json")
    assert done.code == 0
    schema = json.loads(run("schema", command).out)
    assert schema == output_schema(command)
    Draft202012Validator(schema).validate(json.loads(done.out))


@pytest.mark.parametrize("command", [name for name in READING if name not in ("quiz", "audit", "chart", "cite")])
@pytest.mark.parametrize("filters", ["--sector energy", "--since 1895", "--place strelsau"])
def test_count_is_the_number_of_lines(command: str, filters: str) -> None:
    arguments = [command, *_FORMAT.get(command, []), *filters.split()]
    counted = run(*arguments, "--count")
    lines = run(*arguments).out.splitlines()
    number = int(counted.out)
    match command:
        case "show":
            assert number == sum(line.startswith(("● ", "◐ ", "○ ", "◇ ")) for line in lines)
        case "export":
            assert number == len(lines) - 1
        case "disputes":
            assert number == len({line.split("\t")[2] for line in lines})
        case _:
            assert number == len(lines)


@pytest.mark.parametrize("command", ["events", "actors", "sources", "figures", "thread", "cite", "show", "export"])
def test_limit_keeps_the_first(command: str) -> None:
    arguments = [command, *_FORMAT.get(command, []), "--since", "1800"]
    whole, first = run(*arguments).out, run(*arguments, "--limit", "1").out
    assert first
    assert whole.startswith(first.rstrip("\n"))
    assert run(*arguments, "--limit", "1", "--count").out == "1\n"


def test_count_cannot_be_combined_with_json() -> None:
    for command in ("events", "actors", "cite"):
        done = run(command, "--since", "1800", "--count", "--json")
        assert (done.code, done.out) == (2, "")
        assert done.err == "mmru: --count cannot be combined with --json\n      use one of them\n"


@pytest.mark.parametrize("line", ["sectors energy", "actors rosatom", "actors russia", "places myanmar"])
def test_numbers_beside_a_term_are_what_the_filters_find(line: str) -> None:
    command, term = line.split()
    shown = run(command, term, "--color", "never", "--no-pager", log=None).out
    option = f"--{command.removesuffix('s')}"
    events = re.search(r"^  events +(\d+)", shown, re.MULTILINE)
    assert events
    assert f"{events[1]}\n" == run("events", option, term, "--count", log=None).out
    for label, other in (("sectors", "--sector"), ("actors", "--actor"), ("often with", "--actor")):
        text = re.search(rf"^  {label} +((?:.*\n(?= {{16}}))*.*)", shown, re.MULTILINE)
        for name, number in re.findall(r"(?:^|, )(.+?) \((\d+)\)(?=,|$)", " ".join(text[1].split()) if text else ""):
            found = run("events", option, term, other if other != option else "--with", name, "--count", log=None).out
            assert found == f"{number}\n", (label, name)


def test_note_says_if_the_log_itself_has_no_events() -> None:
    empty = b"schema: 1\ntitle: T\nevents: []\n"
    assert run("events", log="-", stdin=empty).err == "the log has no events\n"
