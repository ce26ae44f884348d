"""Documents made from the program and its log: those in docs/ for commands and output, and CITATION.cff."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer.main

from mmru_timeline import __version__, load
from mmru_timeline.cli.main import ABOUT, COMMANDS, EXIT_CODES, program
from mmru_timeline.exports.output_schema import EVENT_COMMANDS, output_schema
from mmru_timeline.exports.tables import DISPUTES, EVENTS_BY_TERM, TABLES, Table

FILTER_PANELS = ("Which events", "Which time")
_GLOBAL = "Global options"
_ENVIRONMENT = {
    "MMRU_TIMELINE": "The log to read if --timeline is not given; an empty value counts as unset.",
    "MMRU_PAGER, PAGER": "The pager for output longer than the window; 'cat' or an empty value turns it off.",
    "NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE": "Whether to use colour, unless --color is given; the last two also keep "
    "the layout for people in a pipe.",
    "MMRU_THEME": "The background that colours are for: dark, light, none (no colours), or auto, which is the default.",
    "COLORFGBG": "The colours of the terminal, as some terminals set it; auto takes the background from it.",
    "FORCE_HYPERLINK": "Print links even if the terminal is not known to support them.",
    "XDG_CACHE_HOME": "Where values for shell completion are kept between runs; ~/.cache by default.",
}

_ABOUT_FILTERS = (
    "Different filters narrow the selection. Several values of one filter, separated by commas or given by repeating "
    "the option, widen it; `--with` requires all of its values. Values are ids, names or aliases in any script, or the "
    "beginnings of their words, and a term includes everything that is part of it. Dates are EDTF (`2023`, `2023-02`, "
    "`2023-02-06`), quarters and half-years (`2023-Q1`, `2023-H2`), dates that can be read in only one way "
    "(`Feb 2023`, `6 February 2023`), or the ids of events, which stand for their dates."
)
_OUTPUT = """\
# What programs get

<!-- Generated from the program by 'pytest --update tests/test_docs.py'. -->

In a pipe or a file, most commands print lines instead of a layout for people: one row per line, in fields separated by
tabs. Several values in a field are separated by commas, and a line break in a text becomes a space. A field is never
empty: `-` stands for no value, because many shell tools read two tabs as one. Only `mmru show`, `mmru cite`,
`mmru audit --list`, `mmru chart` without `--numbers`, and lists with a NAME, such as `mmru actors rosatom`, keep their
layout.

With `--color always`, or with `FORCE_COLOR` or `CLICOLOR_FORCE` set, every command keeps its layout, for `| less -R`. A
script that may run where they are set, as on many build servers, asks for `--color never`, or for `--json`.

`--json` prints one JSON object in which every key is always present; `null`, an empty list or `false` stands for no
value. Its key `timeline` says [which log it is](#timeline). `mmru schema COMMAND` prints the JSON Schema of the object,
with the types of all values.

Dates are in EDTF. Counts and other notes go to standard error, and only if it is a terminal; `--quiet` silences them
there too. Errors are always printed, to standard error.

The first column of the tables below is the number of the field in a line; a key without a number is only in JSON.
"""
_ROWS = {
    "sectors": "One row per sector.",
    "actors": "One row per actor.",
    "places": "One row per place.",
    "publishers": "One row per publisher.",
    "sources": "One row per source; only in JSON.",
    "threads": "One row per thread, if no event is named.",
    "steps": "One row per event of a thread, with `mmru thread ID`. Each comes after the event that it follows.",
    "figures": "One row per figure of an event or of a rival account of it.",
    "chart": "One row per cell, lane by lane; the last lane counts all events.",
    "audit": "One row per number, and one per sector for its longest silence.",
    "citations": "One row per reference. Without `--json` the sources of a named event are indented below it.",
}
"""What a row of each table is."""


def commands_page() -> str:
    """The command reference in Markdown."""
    root = _root()
    parts = [
        "# Commands\n",
        "<!-- Generated from the program by 'pytest --update tests/test_docs.py'. -->\n",
        f"{ABOUT}\n",
        "Every command that reads events takes the [filters](#filters). Every command takes the "
        "[global options](#global-options), before or after its name. [What programs get](output.md) explains the "
        "lines that commands print in a pipe, and the JSON of `--json`.\n",
        *(_command_section(name, root.commands[name]) for name in COMMANDS),
        "## Filters\n",
        f"{_ABOUT_FILTERS} {_words_option(root)}\n",
        _table(_filters(root)),
        "## Global options\n",
        _table(_panel(root, _GLOBAL)),
        "## Environment\n",
        "| variable | meaning |\n|---|---|\n" + "".join(f"| `{n}` | {t} |\n" for n, t in _ENVIRONMENT.items()),
        "## Exit codes\n",
        "| code | meaning |\n|---|---|\n" + "".join(f"| {c} | {t} |\n" for c, t in _exit_codes()),
    ]
    return "\n".join(parts)


def output_page() -> str:
    """The columns of lines and the keys of JSON that programs get, in Markdown."""
    document = output_schema("events")
    properties = document["properties"]
    commands = [f"`mmru {name} --json`" for name in EVENT_COMMANDS]
    parts = [
        _OUTPUT,
        *(part for command in COMMANDS for part in _output_of(command)),
        "## The document of events\n",
        f"{', '.join(commands)} and `mmru export json` print one document, with the events and those terms and sources "
        "that they use. `mmru export jsonl` prints only the events, one per line.\n",
        _keys({key: each for key, each in properties.items() if "description" in each}),
        "### timeline\n",
        _keys(properties["timeline"]["properties"]),
        "### events\n",
        "The [codebook](codebook.md) explains the keys of figures, citations and accounts.\n",
        _keys(document["$defs"]["event"]["properties"]),
    ]
    return "\n".join(parts)


def _output_of(command: str) -> Iterator[str]:
    """The section of a command with its tables; nothing if it has none."""
    if command == "events":
        yield "## mmru events\n"
        yield "`--json` prints the [document of events](#the-document-of-events). One line per event:\n"
        yield _columns(EVENTS_BY_TERM)
    elif command == "disputes":
        yield "## mmru disputes\n"
        yield "`--json` prints the [document of events](#the-document-of-events). One line per rival account:\n"
        yield _columns(DISPUTES)
    elif command in TABLES:
        yield f"## mmru {command}\n"
        for name, table in TABLES[command].items():
            yield f"`{name}`: {_ROWS[name]}\n"
            yield _columns(table)


def manual_page() -> str:
    """The manual page mmru(1), in the macros of man(7)."""
    root = _root()
    released = load().released
    lines = [
        f'.TH MMRU 1 "{released}" "mmru {__version__}" "User Commands"',
        ".SH NAME",
        "mmru \\- query a chronology",
        ".SH SYNOPSIS",
        ".B mmru",
        ".RI [ OPTIONS ]",
        ".I COMMAND",
        ".RI [ ARGUMENTS ]",
        ".SH DESCRIPTION",
        _roff(ABOUT),
        ".SH COMMANDS",
    ]
    for name in COMMANDS:
        command = root.commands[name]
        lines += [f".SS mmru {_roff(_usage(name, command))}", _roff(_summary(command))]
        for parameter in _own(command):
            lines += _roff_option(parameter)
        lines += [".PP", "Examples:"]
        for example, text in _examples(name).items():
            lines += [".TP", f".B {_roff(example)}", _roff(f"{text[:1].upper()}{text[1:]}.")]
    lines += [".SH FILTERS", _roff(f"{_ABOUT_FILTERS} {_words_option(root)}".replace("`", ""))]
    for parameter in _filters(root):
        lines += _roff_option(parameter)
    lines += [".SH GLOBAL OPTIONS", "They can be given before or after the command."]
    for parameter in _panel(root, _GLOBAL):
        lines += _roff_option(parameter)
    lines.append(".SH EXIT STATUS")
    for code, text in _exit_codes():
        lines += [".TP", f".B {code}", _roff(f"{text[:1].upper()}{text[1:]}.")]
    lines.append(".SH ENVIRONMENT")
    for name, text in _ENVIRONMENT.items():
        lines += [".TP", f".B {_roff(name)}", _roff(text)]
    return "\n".join(lines) + "\n"


def citation_file() -> str:
    """CITATION.cff, from the head of the bundled log."""
    log = load()
    authors = "".join(f'  - name: "{editor}"\n' for editor in log.editors)
    return f"""\
cff-version: 1.2.0
message: If you use this log, please cite it as below. 'mmru cite' prints the same with a hash of the file.
type: dataset
title: "{log.title}"
version: "{log.version}"
date-released: "{log.released}"
license: {log.licence}
authors:
{authors}"""


def _columns(table: Table) -> str:
    """The columns with their numbers in a line; those that are only in JSON have none."""
    numbers = iter(range(1, len(table) + 1))
    rows = (f"| {'' if each.only_json else next(numbers)} | `{key}` | {each.help} |\n" for key, each in table.items())
    return "| | key | meaning |\n|---|---|---|\n" + "".join(rows)


def _keys(properties: Mapping[str, Any]) -> str:
    rows = (f"| `{key}` | {each['description']} |\n" for key, each in properties.items())
    return "| key | meaning |\n|---|---|\n" + "".join(rows)


def _root() -> Any:
    return typer.main.get_command(program())


def _command_section(name: str, command: Any) -> str:
    examples = "".join(f"    {example:<58} # {text}\n" for example, text in _examples(name).items())
    filters = "It takes all [filters](#filters).\n" if _takes_filters(command) else ""
    own = list(_own(command))
    parts = [
        f"## mmru {name}\n",
        f"    mmru {_usage(name, command)}\n",
        f"{_summary(command)} {filters}".strip() + "\n",
    ]
    return "\n".join([*parts, *([_table(own)] if own else []), examples])


def _usage(name: str, command: Any) -> str:
    arguments = [_metavar(each) for each in command.params if each.param_type_name == "argument"]
    options = ["[OPTIONS]"] if any(each.param_type_name == "option" for each in _own(command)) else []
    return " ".join([name, *options, *(["[FILTERS]"] if _takes_filters(command) else []), *arguments])


def _summary(command: Any) -> str:
    return str(command.help).partition("\n")[0]


def _examples(name: str) -> dict[str, str]:
    examples: dict[str, str] = import_module(f"mmru_timeline.cli.commands.{name}").EXAMPLES
    return examples


def _takes_filters(command: Any) -> bool:
    return any(_panel_of(each) in FILTER_PANELS for each in command.params)


def _own(command: Any) -> Iterator[Any]:
    """The parameters that are neither filters nor global options."""
    for each in command.params:
        if _panel_of(each) not in (*FILTER_PANELS, _GLOBAL) and each.name not in ("words", "help"):
            yield each


def _filters(root: Any) -> list[Any]:
    words = [each for each in root.commands["events"].params if each.name == "words"]
    return [*words, *(each for panel in FILTER_PANELS for each in _panel(root.commands["events"], panel))]


def _words_option(root: Any) -> str:
    """Which commands take the words to search for as an option, since they have an argument of their own."""
    named = {name: each.opts for name in COMMANDS for each in root.commands[name].params if each.name == "words"}
    *others, last = (f"`{name}`" for name, opts in named.items() if "--words" in opts)
    return f"Words to search for are given to {', '.join(others)} and {last} with `--words WORDS`."


def _panel(command: Any, panel: str) -> list[Any]:
    return [each for each in command.params if _panel_of(each) == panel]


def _panel_of(parameter: Any) -> str | None:
    panel: str | None = getattr(parameter, "rich_help_panel", None)
    return panel


def _metavar(parameter: Any) -> str:
    """The metavar as it was declared, else the choices."""
    if choices := getattr(parameter.type, "choices", None):
        return "|".join(choices)
    return parameter.metavar or ("" if getattr(parameter, "is_flag", False) else "TEXT")


def _written(parameter: Any) -> str:
    """The parameter as one writes it: "--limit N", "[FILE]..."."""
    if parameter.param_type_name == "argument":
        return _metavar(parameter)
    return f"{', '.join(parameter.opts)} {_metavar(parameter)}".strip()


def _meaning(parameter: Any) -> str:
    default = parameter.default if getattr(parameter, "show_default", False) else None
    return f"{parameter.help}" + (f" (default: {default})" if default not in (None, False) else "")


def _table(parameters: list[Any]) -> str:
    rows = "".join(f"| `{_written(each)}` | {_meaning(each)} |\n".replace("|`", "\\|`") for each in parameters)
    escaped = re.sub(r"`[^`]*`", lambda code: code[0].replace("|", "\\|"), rows)
    return f"| option | meaning |\n|---|---|\n{escaped}"


def _exit_codes() -> list[tuple[str, str]]:
    """The exit codes, from the sentence at the foot of every help."""
    listed = EXIT_CODES.removeprefix("Exit codes: ").rstrip(".").split("; ")
    return [(each[0], each[2:]) for each in listed]


def _roff(text: str) -> str:
    """Text for roff: hyphens that can be copied, no accidental macros, ASCII dashes."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("–", "\\(en")
    lines = textwrap.wrap(escaped, 78, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in lines)


def _roff_option(parameter: Any) -> list[str]:
    return [".TP", f".B {_roff(_written(parameter))}", _roff(_meaning(parameter))]
