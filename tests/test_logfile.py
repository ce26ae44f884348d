"""Where the log is, and its bytes."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from mmru_timeline.reading import log as logfile
from mmru_timeline.reading.log import LogFile, UnreadableLog, bundled_log, read_log


def test_a_named_file_goes_before_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "mine.yaml").write_bytes(b"mine")
    (folder / "theirs.yaml").write_bytes(b"theirs")
    monkeypatch.setenv("MMRU_TIMELINE", "theirs.yaml")
    assert read_log("mine.yaml") == LogFile("mine.yaml", b"mine")
    assert read_log(None) == LogFile("theirs.yaml", b"theirs")
    with pytest.raises(UnreadableLog, match="an empty name"):
        read_log("")


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MMRU_TIMELINE", "")
    assert read_log(None).data == bundled_log().read_bytes()


def test_the_log_beside_the_modules_is_the_bundled_one_else_the_checkouts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "package"
    package.mkdir(parents=True)
    monkeypatch.setattr(logfile, "__file__", str(package / "reading" / "log.py"))
    assert bundled_log() == tmp_path / "timeline.yaml"
    (package / "timeline.yaml").touch()
    assert bundled_log() == package / "timeline.yaml"


@pytest.mark.parametrize("named", ["-", None])
def test_standard_input(named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"a: 1")))
    monkeypatch.setenv("MMRU_TIMELINE", "-")
    assert read_log(named) == LogFile("<stdin>", b"a: 1")


def test_names_are_as_the_user_would_write_them(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "log.yaml"
    elsewhere.touch()
    (folder / "log.yaml").touch()
    assert read_log(str(folder / "log.yaml")).name == "log.yaml"
    assert read_log("./log.yaml").name == "log.yaml"
    assert read_log(str(elsewhere)).name == str(elsewhere)


def test_what_cannot_be_read_says_why(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "file").touch()
    for named, why in {
        "nothing.yaml": "nothing.yaml: there is no such file; give another with --timeline FILE",
        "sub": "sub: this is a folder; name the YAML file in it",
        "file/log.yaml": "file/log.yaml: cannot be read: Not a directory",
        "x" * 300: f"{'x' * 300}: cannot be read: File name too long",
        "nul\0.yaml": "'nul\\x00.yaml': this is no name that a file can have",
    }.items():
        with pytest.raises(UnreadableLog) as caught:
            read_log(named)
        assert str(caught.value) == why


def test_a_file_is_read_up_to_a_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "big.yaml").write_bytes(b"x" * (1024 * 1024))
    assert len(read_log("big.yaml", max_size=1).data) == 1024 * 1024
    (folder / "big.yaml").write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(UnreadableLog, match=r"^big.yaml: larger than 1 MiB; allow more with --max-size MIB$"):
        read_log("big.yaml", max_size=1)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"xx")))
    with pytest.raises(UnreadableLog, match="larger than 0 MiB"):
        read_log("-", max_size=0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_a_working_folder_that_is_gone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    log = tmp_path_factory.mktemp("elsewhere") / "log.yaml"
    log.write_bytes(b"a: 1")
    gone = folder / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    assert read_log(str(log)) == LogFile(str(log), b"a: 1")
    os.chdir(folder)
