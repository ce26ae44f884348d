"""The colours of each theme, chosen by measured contrast so that words can be read on the backgrounds it is for.

The sixteen standard colours look different in every terminal, so their contrast is unknown. These are fixed: of the
256 colours those from 16 on, whose values no terminal changes, or 24-bit colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from mmru_timeline.records.model import Colour

Theme: TypeAlias = Literal["dark", "light", "any", "any-256", "none"]
"""The backgrounds that a palette is for; "none" has no colours. "any" is for terminals with 24-bit colours."""

_NAMES = (*get_args(Colour), "dim")
"""The colours that a log can give to its sectors, in their order there, and the one of secondary words."""


def _numbered(*numbers: int) -> Mapping[str, str]:
    return dict(zip(_NAMES, [f"color({number})" for number in numbers], strict=True))


PALETTES: Mapping[Theme, Mapping[str, str]] = {
    "dark": _numbered(210, 71, 178, 75, 176, 37, 252, 209, 113, 221, 111, 213, 80, 247, 247),
    "light": _numbered(124, 22, 58, 25, 90, 23, 238, 160, 22, 94, 26, 128, 24, 241, 241),
    # A colour with 4.5:1 on black and on white has a relative luminance between 0.175 and 0.1833.
    "any": dict(
        zip(
            _NAMES,
            (
                *("#b95854", "#3f8445", "#956f23", "#4776b9", "#a259ad", "#338087", "#767676"),
                *("#e61c37", "#008900", "#ae6300", "#356def", "#cf1ec0", "#008195", "#767676"),
                "#767676",
            ),
            strict=True,
        )
    ),
    # Few of the 256 colours are in that range; these come nearest to it, with at least 4.45:1.
    "any-256": _numbered(131, 28, 130, 63, 98, 29, 243, 131, 28, 130, 63, 163, 29, 243, 243),
    "none": dict.fromkeys(_NAMES, ""),
}
"""The colours by name, as rich writes them."""


def style_of(words: str, theme: Theme) -> str:
    """The style that rich is given for words such as "bold red" or "dim"; words other than colours stay."""
    return " ".join(PALETTES[theme].get(word, word) for word in words.split()).strip()
