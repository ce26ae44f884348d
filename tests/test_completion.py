"""What TAB offers in bash, zsh and fish, what it costs, and what it survives."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from mmru_timeline import __version__
from mmru_timeline.analysis.statistics import PERIODS
from mmru_timeline.cli.main import COMMANDS, command_in
from mmru_timeline.exports import EXPORTS
from mmru_timeline.reading.cache import keep, recall
from mmru_timeline.records.model import KINDS, Timeline
from running import SAMPLE, Outcome, run, run_process

SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and the sample for the log."""
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
    "an option": ("mmru events --surely", "--surely-dated"),
    "options of the program": ("mmru --max", "--max-size"),
    "a sector": ("mmru events --sector co", "court coal"),
    "the next sector": ("mmru events --sector court,co", "court,court court,coal"),
    "an actor": ("mmru events --actor ru", "ruritania rudolf"),
    "either": ("mmru events --with r", "ruritania rudolf"),
    "or else": ("mmru events --without co", "court coal"),
    "a kind": ("mmru events --kind s", "statement statistic sanction"),
    "a status": ("mmru events --status cl", "claim"),
    "a publisher or source": ("mmru events --source ga", "gazette gazette-1894"),
    "an event to look around": ("mmru events --around coal-treaty", "coal-treaty coal-treaty-dinner"),
    "an id to show": ("mmru show first", "first-train"),
    "a second id": ("mmru show first-train corona", "coronation"),
    "an id for a thread": ("mmru thread second", "second-railway"),
    "an id to cite": ("mmru cite output", "output-1896"),
    "a source": ("mmru sources wire", "wire-1895"),
    "a format": ("mmru export js", " ".join(name for name in EXPORTS if name.startswith("js"))),
    "lanes": ("mmru chart --by ", "sector actor kind"),
    "periods": ("mmru chart --per ", " ".join(PERIODS)),
    "a mode": ("mmru quiz --mode b", "before-after"),
    "a colour": ("mmru events --color ne", "never"),
    "a colour before the command": ("mmru --color al", "always"),
    "another log": (f"mmru --timeline {SAMPLE.parent}/no.yaml show c", ""),
    "nothing such": ("mmru show zzz", ""),
}


@pytest.mark.parametrize("case", OFFERS)
@pytest.mark.usefixtures("cache")
def test_what_tab_offers(case: str) -> None:
    line, expected = OFFERS[case]
    assert " ".join(offered(line)) == expected


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.usefixtures("cache")
def test_every_shell_is_offered_the_same(shell: str) -> None:
    assert offered("mmru ", shell)[: len(COMMANDS)] == list(COMMANDS)
    assert [each for each in offered("mmru events --sector co", shell) if each in ("court", "coal")] == [
        "court",
        "coal",
    ]


@pytest.mark.usefixtures("cache")
def test_every_kind_of_the_usual_list_is_offered() -> None:
    assert offered("mmru events --kind ") == list(KINDS)


@pytest.mark.parametrize("shell", SHELLS)
def test_titles_are_no_markup(shell: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = cache.parent / "log.yaml"
    title = "The [/x] of [energy] and [bold]"
    text = f"schema: 1\ntitle: A\nevents:\n  - {{id: talk, date: 2021, title: '{title}'}}\n"
    log.write_text(text, encoding="utf-8")
    monkeypatch.setenv("MMRU_TIMELINE", str(log))
    result = tab("mmru show t", shell)
    assert (result.code, result.err) == (0, "")
    assert "talk" in result.out
    assert shell == "bash" or title in result.out


@pytest.mark.parametrize("where", ["before", "after"])
def test_the_log_named_on_the_line_is_the_one(where: str, cache: Path) -> None:
    log = cache.parent / "log.yaml"
    log.write_text("schema: 1\ntitle: A\nevents:\n  - {id: talk, date: 2021, title: T}\n", encoding="utf-8")
    line = f"mmru --timeline {log} show " if where == "before" else f"mmru show --timeline {log} "
    assert offered(line) == ["talk"]


BROKEN: Mapping[str, bytes] = {
    "a log with errors": b"schema: 1\n",
    "no YAML": b"{",
    "an empty log": b"",
    "no text": b"\xff\xfe",
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_log_that_cannot_be_read_offers_nothing(case: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = cache.parent / "log.yaml"
    log.write_bytes(BROKEN[case])
    monkeypatch.setenv("MMRU_TIMELINE", str(log))
    assert offered("mmru show ") == []
    assert offered("mmru show ") == []


def test_only_the_named_command_is_imported(cache: Path) -> None:
    offered("mmru show c")
    assert cache.is_dir()
    result = tab("mmru show c", python=("-v",))
    loaded = set(re.findall(r"^import '(mmru_timeline\.[\w.]+|yaml|dateutil)' #", result.err, re.MULTILINE))
    modules = {f"mmru_timeline.cli.{module}" for module in COMMANDS.values()}
    assert loaded & modules == {"mmru_timeline.cli.show"}
    assert not loaded & {"yaml", "dateutil", "mmru_timeline.reading.records", "mmru_timeline.reading.rules"}, (
        "the cache was not used"
    )


NAMED: Mapping[str, tuple[list[str], str]] = {
    "nothing": ([], ""),
    "a command": (["show", "events"], "show"),
    "after options": (["--no-pager", "--color", "never", "--timeline", "show", "events"], "events"),
    "after an option with its value": (["--timeline=show", "chart"], "chart"),
    "an option without its value": (["--timeline"], ""),
    "half a command": (["sh"], "sh"),
}


@pytest.mark.parametrize("case", NAMED)
def test_the_command_that_arguments_name(case: str) -> None:
    arguments, named = NAMED[case]
    assert command_in(arguments) == named


def _kept(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def test_what_tab_offers_is_kept_for_the_user_alone(cache: Path) -> None:
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


ROTTEN: Mapping[str, bytes] = {
    "empty": b"",
    "no JSON": b"{",
    "no text": b"\xff\xfe\x00",
    "a list": b"[]",
    "without a value": b"{}",
    "deep": b"[" * 100_000,
    "of another program": b'{"program": "0", "sha256": "", "value": {"events": [["old", ""]]}}',
}


@pytest.mark.parametrize("case", ROTTEN)
def test_a_rotten_cache_is_made_anew(case: str, cache: Path) -> None:
    offered("mmru show c")
    file = _kept(cache)
    sound = file.read_bytes()
    file.write_bytes(ROTTEN[case])
    assert offered("mmru show first") == ["first-train"]
    assert file.read_bytes() == sound


def test_a_forged_cache_offers_nothing(cache: Path) -> None:
    offered("mmru show c")
    file = _kept(cache)
    kept = json.loads(file.read_bytes())
    for value in (3, {"events": 3}, {"events": [1]}, {"events": [[1, 2]]}):
        file.write_text(json.dumps({**kept, "value": value}), encoding="utf-8")
        assert offered("mmru show first") == []


def test_a_log_that_changed_is_read_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = cache.parent / "log.yaml"
    monkeypatch.setenv("MMRU_TIMELINE", str(log))
    for name in ("talk", "walk"):
        log.write_text(f"schema: 1\ntitle: A\nevents:\n  - {{id: {name}, date: 2021, title: T}}\n", encoding="utf-8")
        assert offered("mmru show ") == [name]
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("case", ["a file in its place", "a place that cannot be made", "no home"])
def test_where_nothing_can_be_kept_tab_works_without(case: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if case == "a file in its place":
        cache.write_text("in the way", encoding="utf-8")
    elif case == "a place that cannot be made":
        monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/cache")
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", "relative/paths/do/not/count")
        monkeypatch.setenv("HOME", "/dev/null")
    assert offered("mmru show first") == ["first-train"]


def test_keeping_that_fails_leaves_nothing_behind(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", full)
    keep("log.yaml", "0", {"events": []})
    assert list(cache.iterdir()) == []
    assert recall("log.yaml", "0") is None


@pytest.mark.usefixtures("cache")
def test_what_is_kept_is_recalled_for_the_same_log_and_bytes_alone() -> None:
    keep("log.yaml", "0", {"a": [["b", "c"]]})
    assert recall("log.yaml", "0") == {"a": [["b", "c"]]}
    assert recall("log.yaml", "1") is None
    assert recall("other.yaml", "0") is None
    assert __version__


def test_the_cache_stands_in_the_home_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    keep("log.yaml", "0", 1)
    assert [each.parent for each in tmp_path.rglob("*.json")] == [tmp_path / ".cache" / "mmru-timeline"]


@pytest.mark.usefixtures("cache")
def test_every_event_is_offered(sample: Timeline) -> None:
    assert offered("mmru show ") == [event.id for event in sample.events]
