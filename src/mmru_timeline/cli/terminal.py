"""What an output stream can show."""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Mapping
from typing import Literal, TextIO, TypeAlias

from mmru_timeline.errors import UsageError
from mmru_timeline.text import shorten
from mmru_timeline.views import IN_ASCII, Look
from mmru_timeline.views.palette import Theme

ColorMode: TypeAlias = Literal["auto", "always", "never"]

_THEMES: Mapping[str, Theme] = {"dark": "dark", "light": "light", "none": "none"}
_SIGNS = "●◐○◇–·│"
_LINK_TERMS = ("xterm-kitty", "foot", "alacritty", "xterm-ghostty")
_LINK_VARIABLES = ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID", "GHOSTTY_RESOURCES_DIR")
_LINK_PROGRAMS = ("iTerm.app", "vscode", "WezTerm", "ghostty", "Hyper", "rio")


def look_of(stream: TextIO, color: ColorMode) -> Look:
    """What a stream can show: by the option first, then the environment, then the terminal.

    Raises UsageError for an unknown MMRU_THEME.
    """
    is_terminal = stream.isatty()
    term = os.environ.get("TERM", "")
    if color != "auto":
        colour = color == "always"
    elif os.environ.get("NO_COLOR"):
        colour = False
    elif _is_set("FORCE_COLOR") or _is_set("CLICOLOR_FORCE"):
        colour = True
    else:
        colour = is_terminal and term != "dumb"
    try:
        _SIGNS.encode(getattr(stream, "encoding", None) or "ascii")
        unicode = True
    except UnicodeEncodeError:
        unicode = False
    return Look(
        width=shutil.get_terminal_size((80, 24)).columns,
        colour=colour,
        # Without colour the theme does not matter, not even if its name is wrong.
        theme=_theme() if colour else "none",
        unicode=unicode,
        links=colour and (_is_set("FORCE_HYPERLINK") or (is_terminal and _has_links(term))),
    )


def in_ascii(text: str) -> str:
    """The text in ASCII: letters without their accents, signs by their ASCII forms, and ? for anything else."""
    plain = unicodedata.normalize("NFD", text.translate(IN_ASCII))
    return "".join(c if c.isascii() else "?" for c in plain if not unicodedata.combining(c))


def _theme() -> Theme:
    """The theme for the background: by MMRU_THEME, else by COLORFGBG, else one for any background."""
    name = os.environ.get("MMRU_THEME") or "auto"
    if name in _THEMES:
        return _THEMES[name]
    if name != "auto":
        raise UsageError(f"MMRU_THEME: unknown theme '{shorten(name)}'", f"write one of auto, {', '.join(_THEMES)}")
    # rxvt, Konsole and others set it to "15;0" or "15;default;0": the last number is the colour of the background.
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    if background.isdigit():
        return "dark" if int(background) in (*range(7), 8) else "light"
    return "any" if os.environ.get("COLORTERM") in ("truecolor", "24bit") else "any-256"


def _is_set(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0")


def _has_links(term: str) -> bool:
    """Whether the terminal is known to support OSC 8, as VTE does from 0.50 on; others show the codes as text."""
    vte = os.environ.get("VTE_VERSION", "")
    return (
        term in _LINK_TERMS
        or os.environ.get("TERM_PROGRAM") in _LINK_PROGRAMS
        or any(name in os.environ for name in _LINK_VARIABLES)
        or (vte.isdigit() and int(vte) >= 5000)
    )
