"""Files written by `mmru export`: whole or not at all, and never over another file by accident."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from running import SAMPLE, run

BROKEN = (
    b"schema: 1\ntitle: Broken\nevents:\n  - {id: a, date: 2001-02-30, title: A, sources: []}\nallow: [no-source]\n"
)


def test_export_writes_a_whole_file(folder: Path) -> None:
    done = run("export", "csv", "-o", "out.csv")
    assert (done.code, done.out, done.err) == (0, "", "8 events in out.csv\n")
    assert (folder / "out.csv").read_bytes() == run("export", "csv").data
    assert os.listdir(folder) == ["out.csv"]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE((folder / "out.csv").stat().st_mode) == 0o666 & ~umask


def test_dash_is_standard_output(folder: Path) -> None:
    assert run("export", "csv", "--output", "-").data == run("export", "csv").data
    assert os.listdir(folder) == []


def test_existing_file_is_kept(folder: Path) -> None:
    (folder / "out.csv").write_text("precious")
    done = run("export", "csv", "-o", "out.csv")
    assert done.code == 2
    assert done.err == (
        "mmru: out.csv: the file already exists and was not changed\n"
        "      choose another name, or use --force to replace it\n"
    )
    assert (folder / "out.csv").read_text() == "precious"


def test_force_replaces_an_existing_file_and_keeps_its_mode(folder: Path) -> None:
    (folder / "out.csv").write_text("old")
    (folder / "out.csv").chmod(0o640)
    assert run("export", "csv", "-o", "out.csv", "--force").code == 0
    assert (folder / "out.csv").read_bytes() == run("export", "csv").data
    assert stat.S_IMODE((folder / "out.csv").stat().st_mode) == 0o640
    assert os.listdir(folder) == ["out.csv"]


def test_force_writes_a_new_file(folder: Path) -> None:
    assert run("export", "csv", "-o", "out.csv", "--force").code == 0
    assert os.listdir(folder) == ["out.csv"]


def test_target_of_a_symlink_is_replaced(folder: Path) -> None:
    (folder / "target.csv").write_text("old")
    (folder / "link.csv").symlink_to("target.csv")
    assert run("export", "csv", "-o", "link.csv").code == 2
    assert (folder / "target.csv").read_text() == "old"
    assert run("export", "csv", "-o", "link.csv", "--force").code == 0
    assert (folder / "link.csv").is_symlink()
    assert (folder / "target.csv").read_bytes() == run("export", "csv").data


def test_target_of_a_dangling_symlink_is_created(folder: Path) -> None:
    (folder / "link.csv").symlink_to("target.csv")
    assert run("export", "csv", "-o", "link.csv").code == 0
    assert (folder / "target.csv").is_file()
    assert (folder / "link.csv").is_symlink()


_UNWRITABLE: dict[str, tuple[str, str]] = {
    "a folder": ("folder", "mmru: folder: this is a folder\n      give the path of a file in it\n"),
    "in a missing folder": ("none/out.csv", "mmru: none/out.csv: cannot be written: No such file or directory\n"),
    "below a file": ("file/out.csv", "mmru: file/out.csv: cannot be written: Not a directory\n"),
    "not a file name": ("a\0b", "mmru: a\\u0000b: not a valid file name\n"),
    "an empty name": ("", "mmru: the file name is empty\n      give a file name\n"),
    "a name that is too long": ("n" * 300, "cannot be written: File name too long\n"),
}


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("case", _UNWRITABLE)
def test_file_that_cannot_be_written_leaves_nothing_behind(case: str, force: list[str], folder: Path) -> None:
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
def test_failure_while_writing_keeps_the_old_file(
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


def test_file_created_by_another_process_in_the_meantime_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def create_first(handle: int) -> None:
        (folder / "out.csv").write_text("another's")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", create_first)
    done = run("export", "csv", "-o", "out.csv")
    assert done.code == 2
    assert (folder / "out.csv").read_text() == "another's"
    assert os.listdir(folder) == ["out.csv"]


def _no_links(*_: object) -> None:
    raise OSError(1, "Operation not permitted")


def test_file_system_without_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _no_links)
    assert run("export", "csv", "-o", "out.csv").code == 0
    assert (folder / "out.csv").read_bytes() == run("export", "csv").data
    assert os.listdir(folder) == ["out.csv"]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_failure_to_move_the_file_leaves_nothing_behind(
    force: list[str], links: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "replace", fail)
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    done = run("export", "csv", "-o", "out.csv", *force)
    if links and not force:
        assert (done.code, os.listdir(folder)) == (0, ["out.csv"])
    else:
        assert done.err == "mmru: out.csv: cannot be written: Input/output error\n      nothing was written\n"
        assert os.listdir(folder) == []


def test_file_created_in_the_meantime_is_kept_without_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def create_first(*_: object) -> None:
        (folder / "out.csv").write_text("another's")
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", create_first)
    assert run("export", "csv", "-o", "out.csv").code == 2
    assert (folder / "out.csv").read_text() == "another's"
    assert os.listdir(folder) == ["out.csv"]


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_reader_of_a_pipe_that_has_read_enough_is_no_error(force: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "mmru_timeline", "--timeline", SAMPLE, "export", "csv", "-o", "/dev/stdout", *force],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_device_that_is_full() -> None:
    done = run("export", "csv", "-o", "/dev/full")
    assert (done.code, done.err) == (2, "mmru: /dev/full: cannot be written: No space left on device\n")


def test_device_is_written_directly() -> None:
    done = run("export", "csv", "-o", os.devnull)
    assert (done.code, done.err) == (0, f"8 events in {os.devnull}\n")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_export_without_events_writes_the_header(folder: Path) -> None:
    done = run("export", "csv", "--on", "1750", "-o", "out.csv")
    assert (done.code, done.err) == (0, "no events match\n")
    assert (folder / "out.csv").read_text().startswith("id,date,")


def test_export_of_a_log_with_errors_writes_no_file(folder: Path) -> None:
    assert run("export", "csv", "-o", "out.csv", log="-", stdin=BROKEN).code == 1
    assert os.listdir(folder) == []


def test_export_does_not_depend_on_comments_in_the_log() -> None:
    plain, commented = run("export", "json"), run("export", "json", log="-", stdin=SAMPLE.read_bytes() + b"# end\n")
    first, second = json.loads(plain.out), json.loads(commented.out)
    assert first.pop("timeline")["sha256"] != second.pop("timeline")["sha256"]
    assert first == second
