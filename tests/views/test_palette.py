"""The colours of each theme can be read on its backgrounds, by the contrast that WCAG 2.2 defines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import get_args

import pytest

from mmru_timeline.records.model import Colour
from mmru_timeline.views.palette import PALETTES, Theme, style_of

_DARK = {
    "black": "#000000",
    "Windows Terminal": "#0c0c0c",
    "PowerShell": "#012456",
    "GNOME Terminal": "#171421",
    "Ubuntu": "#300a24",
    "Visual Studio Code": "#1e1e1e",
    "Solarized dark": "#002b36",
    "Gruvbox dark": "#282828",
    "One Dark": "#282c34",
    "Dracula": "#282a36",
    "Nord": "#2e3440",
}
_LIGHT = {
    "white": "#ffffff",
    "One Light": "#fafafa",
    "GitHub Light": "#f6f8fa",
    "Tango": "#eeeeec",
    "Solarized light": "#fdf6e3",
    "Gruvbox light": "#fbf1c7",
}
_EXTREMES = {"black": "#000000", "white": "#ffffff"}
_SOLARIZED = {name: colour for name, colour in (_DARK | _LIGHT).items() if name.startswith("Solarized")}

# 4.5:1 is what WCAG asks for words, and 3:1 for large words and signs.
_LEAST: list[tuple[Theme, Mapping[str, str], float]] = [
    ("dark", _DARK, 4.5),
    ("light", _LIGHT, 4.5),
    ("any", _EXTREMES, 4.5),
    ("any", _SOLARIZED, 3.0),
    # No yellow or cyan of the 256 colours has 4.5:1 on black and on white.
    ("any-256", _EXTREMES, 4.45),
    ("any-256", _SOLARIZED, 3.0),
]


@pytest.mark.parametrize(("theme", "backgrounds", "least"), _LEAST)
def test_words_have_contrast(theme: Theme, backgrounds: Mapping[str, str], least: float) -> None:
    assert PALETTES[theme]
    for name, colour in PALETTES[theme].items():
        for background, value in backgrounds.items():
            assert _contrast(_red_green_blue(colour), _red_green_blue(value)) >= least, f"{name} on {background}"


@pytest.mark.parametrize("theme", ["any", "any-256"])
def test_secondary_words_have_contrast_on_black_and_on_white(theme: Theme) -> None:
    grey = _red_green_blue(PALETTES[theme]["dim"])
    assert all(_contrast(grey, _red_green_blue(value)) >= 4.5 for value in _EXTREMES.values())


@pytest.mark.parametrize("theme", get_args(Theme))
def test_every_theme_has_every_colour(theme: Theme) -> None:
    assert set(PALETTES[theme]) == {*get_args(Colour), "dim"}


def test_style_has_the_colours_of_the_theme() -> None:
    assert style_of("bold bright-red", "light") == "bold color(160)"
    assert style_of("dim italic", "dark") == "color(247) italic"
    assert style_of("bold bright-red", "none") == "bold"
    assert style_of("red", "none") == ""


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
        ("#002b36", "#839496", 4.75),
    ],
)
def test_contrast_is_measured_as_by_others(one: str, other: str, ratio: float) -> None:
    assert _contrast(_red_green_blue(one), _red_green_blue(other)) == pytest.approx(ratio, abs=0.005)


def _red_green_blue(colour: str) -> tuple[int, ...]:
    """The values of a colour as rich writes it: "#rrggbb", or "color(n)" from the cube or the greys of xterm."""
    if not (numbered := re.fullmatch(r"color\((\d+)\)", colour)):
        return tuple(bytes.fromhex(colour.removeprefix("#")))
    number = int(numbered[1])
    assert 16 <= number <= 255, "the first sixteen colours look different in every terminal"
    if number >= 232:
        return (8 + 10 * (number - 232),) * 3
    levels = (0, 95, 135, 175, 215, 255)
    return tuple(levels[(number - 16) // place % 6] for place in (36, 6, 1))


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
