"""What the tests share: a fixed environment, the sample log and golden files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from mmru_timeline import Timeline, check_bytes
from running import SAMPLE

# A slow machine is not a failure.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"

_PINNED = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "PYTHONUTF8": "1"}
_UNSET = (
    *("MMRU_TIMELINE", "MMRU_PAGER", "PAGER", "LESS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"),
    *("FORCE_HYPERLINK", "GITHUB_ACTIONS", "PY_COLORS", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "TERMINAL_WIDTH"),
    *("COLORTERM", "COLORFGBG", "MMRU_THEME", "TERM_PROGRAM"),
    *("VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION"),
    *("ALACRITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR", "PYTHONIOENCODING", "_MMRU_COMPLETE"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden files instead of comparing with them")


def _pin(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _UNSET:
        monkeypatch.delenv(name, raising=False)
    for name, value in _PINNED.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session", autouse=True)
def _typer_imported_in_a_pinned_environment() -> None:
    # typer reads GITHUB_ACTIONS, FORCE_COLOR and TERMINAL_WIDTH once, when this module is imported.
    with pytest.MonkeyPatch.context() as monkeypatch:
        _pin(monkeypatch)
        import typer.rich_utils  # noqa: F401


@pytest.fixture(autouse=True)
def _pinned_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    _pin(monkeypatch)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture(scope="session")
def sample() -> Timeline:
    """The timeline of the sample log."""
    return check_bytes(SAMPLE.read_bytes(), "sample.yaml").require()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME, or write it there with --update."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        data = text.encode()
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        assert path.is_file(), f"tests/golden/{name} is missing: run pytest --update, and read the file"
        assert data.decode() == path.read_bytes().decode()

    return compare


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
