"""The public interface of the package."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

import mmru_timeline
from logs import SAMPLE_LOG, ids_of
from mmru_timeline import (
    CheckedLog,
    DateError,
    FileError,
    Hit,
    LogError,
    MmruError,
    Query,
    Severity,
    Timeline,
    UnknownEventError,
    UnknownTermError,
    UsageError,
    check,
    check_bytes,
    load,
    parse,
    select,
)

_SAMPLE = Path(__file__).parent / "sample.yaml"
_WRONG = b"schema: 1\ntitle: T\nevents:\n  - {id: a, date: 2021-02-30, title: A}\n  - {id: b, date: soon, title: B}\n"


def declared() -> dict[str, str]:
    """The names that the package declares for type checkers, with the modules that they come from."""
    tree = ast.parse(Path(mmru_timeline.__file__).read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    assert len(imports) == len(block.body)
    return {alias.asname or alias.name: str(node.module) for node in imports for alias in node.names}


def test_all_is_what_is_declared_for_type_checkers() -> None:
    assert sorted({*declared(), "__version__"}) == mmru_timeline.__all__


@pytest.mark.parametrize("name", mmru_timeline.__all__)
def test_public_name_can_be_imported_from_the_package(name: str) -> None:
    found = getattr(mmru_timeline, name)
    if name != "__version__":
        assert found is getattr(import_module(declared()[name]), name)
        assert found.__doc__


def test_star_import_gives_the_public_names() -> None:
    namespace: dict[str, object] = {}
    exec("from mmru_timeline import *", namespace)
    assert sorted(namespace.keys() - {"__builtins__"}) == mmru_timeline.__all__


def test_package_defines_no_other_public_name() -> None:
    code = "import mmru_timeline; print(*sorted(name for name in vars(mmru_timeline) if not name.startswith('_')))"
    # `version` is the module of the version; the others are what the package itself imports.
    assert in_new_process(code) == "Any TYPE_CHECKING annotations import_module version"


@pytest.mark.parametrize("name", ["Selection", "query_from", "edtf", "Endpoint", "import_nothing"])
def test_unknown_name_raises_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"^module 'mmru_timeline' has no attribute '{name}'$"):
        getattr(mmru_timeline, name)


def in_new_process(code: str) -> str:
    """What a program prints in a process of its own."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return done.stdout.strip()


_LOADED = "import sys; print(*[name for name in ('yaml', 'rich', 'typer', 'dateutil') if name in sys.modules])"


@pytest.mark.parametrize(
    ("code", "loaded"),
    [
        ("import mmru_timeline", ""),
        ("from mmru_timeline import Query, Timeline, parse, select", ""),
        ("from mmru_timeline import load", ""),
        ("from mmru_timeline import load; load()", "yaml"),
    ],
)
def test_import_loads_only_what_is_needed(code: str, loaded: str) -> None:
    assert in_new_process(f"{code}; {_LOADED}") == loaded


def test_library_loads_neither_rich_nor_typer() -> None:
    code = (
        "from mmru_timeline import *; from mmru_timeline import load, select;"
        f" select(load({str(_SAMPLE)!r}), actor='rudolf', since='May 1894')"
    )
    assert in_new_process(f"{code}; {_LOADED}") == "yaml dateutil"


def test_load_gives_the_timeline_of_a_file() -> None:
    log = load(_SAMPLE)
    assert isinstance(log, Timeline)
    assert log == load(str(_SAMPLE)) == SAMPLE_LOG


def test_load_without_a_path_gives_the_log_that_comes_with_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    # The environment variable is for the command line only.
    monkeypatch.setenv("MMRU_TIMELINE", str(_SAMPLE))
    log = load()
    assert "Myanmar" in log.title
    assert log.event("coup-2021").date == parse("2021-02-01")


def test_check_of_a_log_without_errors() -> None:
    checked = check(_SAMPLE)
    assert isinstance(checked, CheckedLog)
    assert checked.timeline == SAMPLE_LOG
    assert checked.require() is checked.timeline
    assert checked.errors == ()
    assert checked.text == _SAMPLE.read_text(encoding="utf-8")


def test_check_bytes_of_a_log_with_errors() -> None:
    checked = check_bytes(_WRONG, "wrong.yaml")
    assert checked.timeline is None
    assert (checked.name, checked.text) == ("wrong.yaml", _WRONG.decode())
    assert [(each.code, each.location.line, each.location.file) for each in checked.errors] == [
        ("impossible-date", 4, "wrong.yaml"),
        ("bad-date", 5, "wrong.yaml"),
    ]
    assert all(each.severity is Severity.ERROR for each in checked.errors)
    assert list(checked.diagnostics) == sorted(checked.diagnostics, key=lambda each: (each.location, each.code))
    assert set(checked.errors) <= set(checked.diagnostics)


def test_check_bytes_without_a_name() -> None:
    assert check_bytes(b"schema: 1\ntitle: T\nevents: []\n").name == "<log>"


def test_load_of_a_log_with_errors_raises_log_error(folder: Path) -> None:
    (folder / "wrong.yaml").write_bytes(_WRONG)
    with pytest.raises(LogError) as caught:
        load("wrong.yaml")
    assert (caught.value.message, caught.value.hint) == (
        "wrong.yaml has 2 errors",
        "the first: 2021-02-30: February 2021 has 28 days",
    )
    assert caught.value.checked == check("wrong.yaml")
    assert caught.value.diagnostics == caught.value.checked.diagnostics


def test_check_of_a_log_with_errors_does_not_raise(folder: Path) -> None:
    (folder / "wrong.yaml").write_bytes(_WRONG)
    assert len(check("wrong.yaml").errors) == 2


@pytest.mark.parametrize("read", [load, check])
@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing.yaml", "missing.yaml: no such file"),
        (".", ".: this is a folder"),
        ("", "the file name is empty"),
        ("a\0b", "a\\u0000b: not a valid file name"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_file_that_cannot_be_read_raises_file_error(read: Callable[[str], object], path: str, message: str) -> None:
    with pytest.raises(FileError) as caught:
        read(path)
    assert caught.value.message == message


def test_select_takes_the_filters_of_the_command_line() -> None:
    hits = select(SAMPLE_LOG, actor="rudolf", since="1895")
    assert all(isinstance(hit, Hit) for hit in hits)
    assert ids_of(hits) == "coal-treaty coal-treaty-dinner"
    assert hits == select(SAMPLE_LOG, Query(actors=("rudolf",), since="1895"))
    assert ids_of(select(SAMPLE_LOG, actor=["rudolf", "graustark"], kind={"meeting"})) == "coal-talks"


def test_select_of_an_unknown_word_raises_unknown_term_error() -> None:
    with pytest.raises(UnknownTermError) as caught:
        select(SAMPLE_LOG, actor="rudolff")
    assert (caught.value.nearest, caught.value.candidates) == (("rudolf",), ())
    assert str(caught.value) == "unknown actor 'rudolff' (did you mean 'rudolf' (Rudolf V)?)"


def test_select_of_an_ambiguous_word_raises_unknown_term_error_with_the_candidates() -> None:
    with pytest.raises(UnknownTermError) as caught:
        select(SAMPLE_LOG, actor="r")
    assert (caught.value.candidates, caught.value.nearest) == (("ruritania", "rudolf"), ())


def test_select_of_an_unknown_filter_raises_type_error() -> None:
    with pytest.raises(TypeError, match=r"^unknown filter 'actr'; the filters are words, sector, "):
        select(SAMPLE_LOG, actr="rudolf")


@pytest.mark.parametrize("error", [DateError, FileError, LogError, UnknownEventError, UnknownTermError, UsageError])
def test_every_error_is_an_mmru_error(error: type[Exception]) -> None:
    assert issubclass(error, MmruError)


def test_errors_are_also_the_fitting_errors_of_python() -> None:
    assert issubclass(DateError, ValueError)
    assert issubclass(UnknownTermError, LookupError)
    assert issubclass(UnknownEventError, LookupError)
