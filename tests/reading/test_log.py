"""Where the log is, its bytes, and the front door: load, check and check_bytes."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from mmru_timeline import FileError, LogError, MmruError, check, check_bytes, load
from mmru_timeline.reading import log
from mmru_timeline.reading.log import bundled_log, read_bytes

VALID = b"schema: 1\ntitle: T\nevents: []\n"


def set_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Make these bytes standard input."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_file_is_read_by_its_name(folder: Path) -> None:
    (folder / "mine.yaml").write_bytes(b"mine")
    assert read_bytes("mine.yaml") == (b"mine", "mine.yaml")
    assert read_bytes(Path("mine.yaml")) == (b"mine", "mine.yaml")


def test_without_a_path_the_bundled_log_is_read() -> None:
    assert read_bytes(None)[0] == bundled_log().read_bytes()


def test_environment_does_not_choose_the_log(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "theirs.yaml").write_bytes(b"theirs")
    monkeypatch.setenv("MMRU_TIMELINE", "theirs.yaml")
    assert read_bytes(None)[0] == bundled_log().read_bytes()


def test_bundled_log_is_beside_the_modules_or_in_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "src" / "package"
    package.mkdir(parents=True)
    monkeypatch.setattr(log, "__file__", str(package / "reading" / "log.py"))
    assert bundled_log() == tmp_path / "timeline.yaml"
    (package / "timeline.yaml").touch()
    assert bundled_log() == package / "timeline.yaml"


def test_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    set_stdin(monkeypatch, b"a: 1")
    assert read_bytes("-") == (b"a: 1", "<stdin>")


def test_names_are_as_the_user_would_write_them(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "log.yaml"
    elsewhere.touch()
    (folder / "log.yaml").touch()
    assert read_bytes(str(folder / "log.yaml"))[1] == "log.yaml"
    assert read_bytes("./log.yaml")[1] == "log.yaml"
    assert read_bytes(str(elsewhere))[1] == str(elsewhere)


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("", "the file name is empty", "give a file name, or leave it out"),
        ("  ", "the file name is empty", "give a file name, or leave it out"),
        ("nothing.yaml", "nothing.yaml: no such file", "give the path of an existing file"),
        ("sub", "sub: this is a folder", "give the path of a YAML file in it"),
        ("file/log.yaml", "file/log.yaml: cannot be read: Not a directory", ""),
        ("x" * 300, f"{'x' * 300}: cannot be read: File name too long", ""),
        ("nul\0.yaml", "nul\\u0000.yaml: not a valid file name", ""),
    ],
)
def test_files_that_cannot_be_read(name: str, message: str, hint: str, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "file").touch()
    with pytest.raises(FileError) as caught:
        read_bytes(name)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_file_beyond_the_limit_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    megabyte = 1024 * 1024
    monkeypatch.setattr(log, "MAX_SIZE", megabyte)
    (folder / "big.yaml").write_bytes(b"x" * megabyte)
    assert len(read_bytes("big.yaml")[0]) == megabyte
    (folder / "big.yaml").write_bytes(b"x" * (megabyte + 1))
    with pytest.raises(FileError) as caught:
        read_bytes("big.yaml")
    assert caught.value.message == "big.yaml: larger than 1 MiB"
    assert caught.value.hint == "split the log into several files"


def test_standard_input_is_not_read_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1) -> bytes:
            assert size > 0
            self.taken += size
            return b"x" * size

    endless = Endless()
    monkeypatch.setattr(log, "MAX_SIZE", 3_000_000)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=endless))
    with pytest.raises(FileError, match=r"^<stdin>: larger than 2 MiB"):
        read_bytes("-")
    assert endless.taken == 3_000_001


@pytest.mark.skipif(sys.platform == "win32", reason="a working folder cannot be deleted on Windows")
def test_deleted_working_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("elsewhere") / "log.yaml"
    path.write_bytes(b"a: 1")
    gone = folder / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    assert read_bytes(str(path)) == (b"a: 1", str(path))
    os.chdir(folder)


def test_load_and_check_a_valid_log(folder: Path) -> None:
    (folder / "mine.yaml").write_bytes(VALID)
    checked = check("mine.yaml")
    assert (checked.name, checked.text, checked.diagnostics) == ("mine.yaml", VALID.decode(), ())
    assert load("mine.yaml") == checked.timeline == check_bytes(VALID).require()


def test_load_of_a_log_with_errors(folder: Path) -> None:
    (folder / "mine.yaml").write_bytes(b"schema: 1\ntitle: ''\nvershon: 2\nevents: []\nsectors: {A: {label: B}}\n")
    with pytest.raises(LogError) as caught:
        load("mine.yaml")
    error = caught.value
    assert isinstance(error, MmruError)
    assert error.message == "mine.yaml has 3 errors"
    assert error.hint == "the first: empty value; expected text"
    assert [each.code for each in error.diagnostics] == ["empty-value", "unknown-key", "bad-id"]
    assert error.checked.errors == error.diagnostics
    assert error.checked.timeline is None


def test_warnings_do_not_make_a_log_unusable() -> None:
    checked = check_bytes(b"schema: 1\ntitle: T\nevents: [{id: a, date: 2021, title: A}]\n")
    assert [each.code for each in checked.diagnostics] == ["no-source"]
    assert checked.errors == ()
    assert [event.id for event in checked.require().events] == ["a"]
    assert checked.name == "<log>"
