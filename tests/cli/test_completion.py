"""What TAB offers in bash, zsh and fish, what it loads, and what it does if something is wrong."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from mmru_timeline import Query, check_bytes
from mmru_timeline.analysis.statistics import PERIODS
from mmru_timeline.cli import completion
from mmru_timeline.cli.main import COMMANDS
from mmru_timeline.exports.registry import EXPORTS
from mmru_timeline.query.query import filter_of
from mmru_timeline.reading.cache import keep, recall
from mmru_timeline.records.model import USUAL_KINDS
from mmru_timeline.records.timeline import Timeline
from running import SAMPLE, Outcome, run, run_process

SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache; the log is the sample."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("MMRU_TIMELINE", str(SAMPLE))
    return tmp_path / "mmru-timeline"


def tab(line: str, shell: str = "bash", python: tuple[str, ...] = ()) -> Outcome:
    """What the shell gets when TAB is pressed at the end of a line."""
    words = line.split()
    at = len(words) if line.endswith(" ") else len(words) - 1
    environment = {
        "_MMRU_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(at),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    if python:
        return run_process(log=None, environment=environment, python=python)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        return run(log=None)


def offered(line: str, shell: str = "bash") -> list[str]:
    """The values that TAB offers."""
    result = tab(line, shell)
    assert (result.code, result.err) == (0, "")
    if shell == "zsh":
        return [line.split('"')[1] for line in result.out.splitlines() if '"' in line]
    return [each.split("\t")[0] for each in result.out.splitlines() if each]


OFFERS: Mapping[str, tuple[str, str]] = {
    "a command": ("mmru cha", "chart"),
    "commands": ("mmru s", "show sectors sources schema"),
    "a command to explain": ("mmru help ev", "events"),
    "an option": ("mmru events --surely", "--surely-dated"),
    "a global option": ("mmru --no", "--no-pager"),
    "a sector": ("mmru events --sector co", "court coal"),
    "the next sector": ("mmru events --sector court,co", "court,court court,coal"),
    "an actor": ("mmru events --actor ru", "ruritania rudolf"),
    "a sector or actor": ("mmru events --with r", "ruritania rudolf"),
    "a sector or actor to leave out": ("mmru events --without co", "court coal"),
    "a kind": ("mmru events --kind s", "statement statistic sanction"),
    "a status": ("mmru events --status cl", "claim"),
    "a publisher or source": ("mmru events --source ga", "gazette gazette-1894"),
    "an event to begin with": ("mmru events --since coro", "coronation"),
    "an event to end with": ("mmru events --until coro", "coronation"),
    "an event whose time is asked for": ("mmru chart --on coro", "coronation"),
    "an event to look around": ("mmru events --around coal-treaty", "coal-treaty coal-treaty-dinner"),
    "an id to show": ("mmru show first", "first-train"),
    "ids to show": ("mmru show coal-t", "coal-talks coal-treaty coal-treaty-dinner"),
    "a second id": ("mmru show first-train corona", "coronation"),
    "an id for a thread": ("mmru thread second", "second-railway"),
    "an id to cite": ("mmru cite output", "output-1896"),
    "a source": ("mmru sources wire", "wire-1895"),
    "a format": ("mmru export js", " ".join(name for name in EXPORTS if name.startswith("js"))),
    "a layout": ("mmru events --layout t", "timeline table"),
    "a code": ("mmru validate --explain impossible", "impossible-date"),
    "lanes": ("mmru chart --by ", "sector actor kind place publisher status"),
    "periods": ("mmru chart --per ", " ".join(PERIODS)),
    "a mode": ("mmru quiz --mode b", "before-after"),
    "a colour": ("mmru events --color ne", "never"),
    "a colour before the command": ("mmru --color al", "always"),
    "a log that does not exist": (f"mmru --timeline {SAMPLE.parent}/no.yaml show c", ""),
    "a log with an empty name": ("mmru --timeline= show c", ""),
    "a log with an empty name after the command": ("mmru show --timeline= c", ""),
    "nothing": ("mmru show zzz", ""),
}


@pytest.mark.parametrize("case", OFFERS)
@pytest.mark.usefixtures("cache")
def test_values_offered_for_a_line(case: str) -> None:
    line, expected = OFFERS[case]
    assert " ".join(offered(line)) == expected


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.usefixtures("cache")
def test_every_shell_gets_the_same_offers(shell: str) -> None:
    assert offered("mmru ", shell)[: len(COMMANDS)] == list(COMMANDS)
    assert [each for each in offered("mmru events --sector co", shell) if each in ("court", "coal")] == [
        "court",
        "coal",
    ]


@pytest.mark.parametrize("option", ["--show-completion {}", "--show-completion={}"])
def test_script_of_the_shell_that_is_named(option: str) -> None:
    scripts = {shell: run_process(*option.format(shell).split(), log=None).out for shell in SHELLS}
    assert "complete -o default -F _mmru_completion mmru" in scripts["bash"]
    assert scripts["zsh"].startswith("#compdef mmru\n")
    assert scripts["fish"].startswith("complete --command mmru ")


def test_script_of_an_unknown_shell() -> None:
    done = run_process("--show-completion", "zhs", log=None)
    assert (done.code, done.out) == (2, "")
    assert done.err == "mmru: --show-completion: unknown value 'zhs'\n      did you mean 'zsh'?\n"


@pytest.mark.usefixtures("cache")
def test_usual_kinds_are_offered() -> None:
    assert offered("mmru events --kind ") == list(USUAL_KINDS)


@pytest.mark.parametrize("shell", SHELLS)
def test_titles_are_not_read_as_markup(shell: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = cache.parent / "log.yaml"
    title = "The [/x] of [energy] and [bold]"
    text = f"schema: 1\ntitle: A\nevents:\n  - {{id: talk, date: 2021, title: '{title}'}}\n"
    log.write_text(text, encoding="utf-8")
    monkeypatch.setenv("MMRU_TIMELINE", str(log))
    result = tab("mmru show t", shell)
    assert (result.code, result.err) == (0, "")
    assert "talk" in result.out
    assert shell == "bash" or title in result.out


def test_titles_are_not_run_by_zsh(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = cache.parent / "log.yaml"
    text = "schema: 1\ntitle: A\nevents:\n  - {id: talk, date: 2001, title: 'A \\$(reboot) and \\`reboot`'}\n"
    log.write_text(text, encoding="utf-8")
    monkeypatch.setenv("MMRU_TIMELINE", str(log))
    shown = tab("mmru show t", "zsh").out
    # zsh evaluates this text within double quotes, where a backslash before a backslash would leave the $ bare.
    assert '"talk":"A /\\$(reboot) and /\\`reboot\\`"' in shown


@pytest.mark.parametrize("where", ["before", "after"])
def test_timeline_on_the_command_line_is_used(where: str, cache: Path) -> None:
    log = cache.parent / "log.yaml"
    log.write_text("schema: 1\ntitle: A\nevents:\n  - {id: talk, date: 2021, title: T}\n", encoding="utf-8")
    line = f"mmru --timeline {log} show " if where == "before" else f"mmru show --timeline {log} "
    assert offered(line) == ["talk"]


@pytest.mark.parametrize("words", [{}, {"COMP_WORDS": "mmru show", "COMP_CWORD": "x"}], ids=["none", "no number"])
def test_shell_that_gives_nonsense_is_offered_nothing(words: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"_MMRU_COMPLETE": "complete_bash", **words}.items():
        monkeypatch.setenv(name, value)
    result = run(log=None)
    assert (result.code, result.out, result.err) == (1, "", "")


BROKEN: Mapping[str, bytes] = {
    "a log with errors": b"schema: 1\n",
    "a log with an impossible date": b"schema: 1\ntitle: T\nevents:\n  - {id: a, date: 2001-02-30, title: A}\n",
    "not YAML": b"{",
    "an empty log": b"",
    "not text": b"\xff\xfe",
}


@pytest.mark.parametrize("case", BROKEN)
def test_log_that_cannot_be_read_offers_nothing(case: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = cache.parent / "log.yaml"
    log.write_bytes(BROKEN[case])
    monkeypatch.setenv("MMRU_TIMELINE", str(log))
    assert offered("mmru show ") == []
    assert offered("mmru show ") == []


def test_only_the_command_on_the_line_is_imported(cache: Path) -> None:
    offered("mmru show c")
    assert cache.is_dir()
    result = tab("mmru show c", python=("-v",))
    loaded = set(re.findall(r"^import '(mmru_timeline\.[\w.]+|yaml|dateutil)' #", result.err, re.MULTILINE))
    modules = {f"mmru_timeline.cli.commands.{name}" for name in COMMANDS}
    assert loaded & modules == {"mmru_timeline.cli.commands.show"}
    assert not loaded & {"yaml", "dateutil", "mmru_timeline.reading.records", "mmru_timeline.reading.rules"}, (
        "the cache was not used"
    )


def _kept(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def test_cache_is_private_and_used(cache: Path) -> None:
    first = offered("mmru show c")
    file = _kept(cache)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700
    before = file.stat().st_mtime_ns
    assert offered("mmru show c") == first
    assert file.stat().st_mtime_ns == before
    kept = json.loads(file.read_bytes())
    kept["value"]["events"] = [["cached", "From the cache"]]
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert offered("mmru show c") == ["cached"]


DAMAGED: Mapping[str, bytes] = {
    "empty": b"",
    "not JSON": b"{",
    "not text": b"\xff\xfe\x00",
    "a list": b"[]",
    "without a value": b"{}",
    "deep": b"[" * 100_000,
    "of another version": b'{"program": "0", "sha256": "", "value": {"events": [["old", ""]]}}',
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damaged_cache_is_replaced(case: str, cache: Path) -> None:
    offered("mmru show c")
    file = _kept(cache)
    sound = file.read_bytes()
    file.write_bytes(DAMAGED[case])
    assert offered("mmru show first") == ["first-train"]
    assert file.read_bytes() == sound


def test_cache_with_wrong_types_offers_nothing(cache: Path) -> None:
    offered("mmru show c")
    file = _kept(cache)
    kept = json.loads(file.read_bytes())
    for value in (3, {"events": 3}, {"events": [1]}, {"events": [[1, 2]]}):
        file.write_text(json.dumps({**kept, "value": value}), encoding="utf-8")
        assert offered("mmru show first") == []


def test_changed_log_is_read_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = cache.parent / "log.yaml"
    monkeypatch.setenv("MMRU_TIMELINE", str(log))
    for name in ("talk", "walk"):
        log.write_text(f"schema: 1\ntitle: A\nevents:\n  - {{id: {name}, date: 2021, title: T}}\n", encoding="utf-8")
        assert offered("mmru show ") == [name]
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("case", ["a file in its place", "a folder that cannot be created", "no home"])
def test_completion_works_without_a_cache(case: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if case == "a file in its place":
        cache.write_text("in the way", encoding="utf-8")
    elif case == "a folder that cannot be created":
        monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/cache")
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", "a/relative/path")
        monkeypatch.setenv("HOME", "/dev/null")
    assert offered("mmru show first") == ["first-train"]


def test_failure_to_keep_leaves_nothing_behind(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", full)
    keep("log.yaml", "0", {"events": []})
    assert list(cache.iterdir()) == []
    assert recall("log.yaml", "0") is None


@pytest.mark.usefixtures("cache")
def test_recall_needs_the_same_log_and_hash() -> None:
    keep("log.yaml", "0", {"a": [["b", "c"]]})
    assert recall("log.yaml", "0") == {"a": [["b", "c"]]}
    assert recall("log.yaml", "1") is None
    assert recall("other.yaml", "0") is None


def test_cache_is_in_the_home_folder_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    keep("log.yaml", "0", 1)
    assert [each.parent for each in tmp_path.rglob("*.json")] == [tmp_path / ".cache" / "mmru-timeline"]


@pytest.mark.usefixtures("cache")
def test_every_event_is_offered(sample: Timeline) -> None:
    assert offered("mmru show ") == [event.id for event in sample.events]


def test_every_filter_offers_values_of_an_existing_table() -> None:
    tables = {filter_of(each).completes for each in fields(Query)} - {""}
    assert tables <= set(completion._tables(check_bytes(SAMPLE.read_bytes()).require()))
