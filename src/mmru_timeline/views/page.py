"""Painting on a terminal: styles, wrapping and what stands for each status, by way of rich."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, RenderableType
from rich.style import Style
from rich.text import Text

from mmru_timeline.records.model import Event, Status, Timeline
from mmru_timeline.views import GLYPHS, Look

_ASCII_GLYPHS = {Status.FACT: "*", Status.CLAIM: "~", Status.PLANNED: "o", Status.DISPUTED: "x"}
_ASCII = str.maketrans(
    {"–": "-", "—": "-", "·": "-", "…": "...", "●": "*", "◐": "~", "○": "o", "◇": "x", "→": "->", "←": "<-", "│": "|"}
    | {"├": "|", "└": "`", "─": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "█": "#", "▒": ":"}
)
DIM = "dim"
STRONG = "bold"


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the caller; rich itself would end the process with 1."""
        raise


class Page:
    """A stream on which styled lines are put, wrapped to the width and without anything read as markup."""

    def __init__(self, stream: TextIO, look: Look) -> None:
        self.look = look
        self.width = max(look.width, 20)
        self._console = _Console(
            file=stream,
            width=self.width,
            force_terminal=look.colour or look.links,
            color_system="standard" if look.colour else None,
            no_color=not look.colour,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def text(self, *parts: str | tuple[str, str] | Text) -> Text:
        """A text of parts, each plain or with a style; what the terminal cannot show is spelt in ASCII."""
        text = Text(no_wrap=False, end="")
        for part in parts:
            if isinstance(part, Text):
                text.append_text(part)
            elif isinstance(part, tuple):
                text.append(self.plain(part[0]), part[1] if self.look.colour else "")
            else:
                text.append(self.plain(part))
        return text

    def link(self, label: str, url: str | None, style: str = "") -> Text:
        """A text that leads to an address where the terminal has links."""
        text = self.text((label, style))
        if url and self.look.links:
            text.stylize(Style(link=url))
        return text

    def plain(self, text: str) -> str:
        """The text as the terminal can show it."""
        return text if self.look.unicode else text.translate(_ASCII)

    def glyph(self, event: Event) -> str:
        """What stands for the event's status."""
        return (GLYPHS if self.look.unicode else _ASCII_GLYPHS)[event.status]

    def fit(self, text: Text, width: int, *, pad: bool = False) -> Text:
        """The text cut to the width, with dots where something was cut off."""
        if text.cell_len > width:
            dots = "…" if self.look.unicode else "..."
            text.truncate(max(0, width - len(dots)))
            text.append(dots)
        if pad:
            text.pad_right(max(0, width - text.cell_len))
        return text

    def wrap(self, text: Text, width: int) -> list[Text]:
        """The text in lines of at most `width` columns."""
        return list(text.wrap(self._console, max(width, 8), justify="left")) or [Text("")]

    def line(self, text: Text | str = "") -> None:
        """Put one line as it is."""
        whole = self.text(text) if isinstance(text, str) else text
        whole.rstrip()
        self._console.print(whole, no_wrap=True, overflow="ignore", crop=False, end="\n", soft_wrap=True)

    def paragraph(self, text: Text | str, *, indent: int = 0, first: Text | str | None = None) -> None:
        """Put a text wrapped, each line indented; `first` stands in the first line's margin."""
        whole = self.text(text) if isinstance(text, str) else text
        lead = self.text(first) if isinstance(first, str) else first
        for number, line in enumerate(self.wrap(whole, self.width - indent)):
            margin = Text(" " * indent)
            if number == 0 and lead is not None:
                margin = lead.copy()
                margin.pad_right(max(0, indent - margin.cell_len))
            margin.append_text(line)
            self.line(margin)

    def render(self, what: RenderableType) -> None:
        """Put something that rich lays out itself, such as a table."""
        for line in self._console.render_lines(what, pad=False):
            self.line(Text.assemble(*((piece.text, piece.style or "") for piece in line)))


def colour_of(timeline: Timeline, sectors: Iterable[str]) -> str:
    """The style of the first sector that has a colour of its own or from a wider one; else none."""
    for name in sectors:
        for each in (name, *timeline.sectors.ancestors(name)):
            colour = timeline.sectors[each].colour if each in timeline.sectors else None
            if colour:
                return colour.replace("-", "_")
    return ""
