"""The page that views print on: styles, wrapping and characters, with the help of rich."""

from __future__ import annotations

import sys
from typing import TextIO

from rich.console import Console
from rich.style import Style
from rich.text import Text

from mmru_timeline.records.model import Event
from mmru_timeline.views import ASCII_GLYPHS, GLYPHS, IN_ASCII, Look
from mmru_timeline.views.palette import style_of

_LEAST_WIDTH = 20
DIM = "dim"
STRONG = "bold"
ID = "dim italic"


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave the error to the caller; rich itself would exit with 1. It calls this while handling the error."""
        raise


class Page:
    """A stream on which styled lines are printed, wrapped to a width; nothing is read as markup."""

    def __init__(self, stream: TextIO, look: Look, widest: int = sys.maxsize) -> None:
        self.stream = stream
        self.look = look
        self.width = min(max(look.width, _LEAST_WIDTH), widest)
        self._console = _Console(
            file=stream,
            width=self.width,
            force_terminal=look.colour or look.links,
            color_system="truecolor" if look.colour else None,
            no_color=not look.colour,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def text(self, *parts: str | tuple[str, str] | Text) -> Text:
        """A text made of parts, each plain or with a style; what the terminal cannot show is spelled in ASCII.

        A style is words such as "bold", and names of colours in `PALETTES`.
        """
        text = Text(no_wrap=False, end="")
        for part in parts:
            if isinstance(part, Text):
                text.append_text(part)
            elif isinstance(part, tuple):
                text.append(self.plain(part[0]), style_of(part[1], self.look.theme) if self.look.colour else "")
            else:
                text.append(self.plain(part))
        return text

    def link(self, label: str, url: str | None, style: str = "") -> Text:
        """A text that is a link to an address if the terminal has links."""
        text = self.text((label, style))
        if url and self.look.links:
            text.stylize(Style(link=url))
        return text

    def plain(self, text: str) -> str:
        """The text in characters that the terminal can show."""
        return text if self.look.unicode else text.translate(IN_ASCII)

    def glyph(self, event: Event) -> str:
        """The sign of the event's status."""
        return (GLYPHS if self.look.unicode else ASCII_GLYPHS)[event.status]

    def fit(self, text: Text, width: int, *, pad: bool = False) -> Text:
        """The text, cut in place to the width in columns, with dots if something was cut off."""
        if text.cell_len > width:
            dots = self.plain("…")
            text.truncate(max(0, width - len(dots)))
            text.append(dots)
        if pad:
            text.pad_right(max(0, width - text.cell_len))
        return text

    def wrap(self, text: Text, width: int) -> list[Text]:
        """The text in lines of at most `width` columns, but never fewer than 8; at least one line."""
        return list(text.wrap(self._console, max(width, 8), justify="left")) or [Text("")]

    def line(self, text: Text | str = "") -> None:
        """Print one line as it is."""
        whole = self.text(text) if isinstance(text, str) else text
        whole.rstrip()
        self._console.print(whole, no_wrap=True, overflow="ignore", crop=False, end="\n", soft_wrap=True)

    def paragraph(self, text: Text | str, *, indent: int = 0, first: Text | str | None = None) -> None:
        """Print a wrapped text, each line indented; `first` goes into the margin of the first line."""
        whole = self.text(text) if isinstance(text, str) else text
        lead = self.text(first) if isinstance(first, str) else first
        for number, line in enumerate(self.wrap(whole, self.width - indent)):
            margin = Text(" " * indent)
            if number == 0 and lead is not None:
                margin = lead.copy()
                margin.pad_right(max(0, indent - margin.cell_len))
            margin.append_text(line)
            self.line(margin)

    def row(self, label: str, text: Text | str, indent: int) -> None:
        """Print a paragraph with a label in its margin; on a narrow page the label precedes the text."""
        if self.width < 50:
            self.paragraph(self.text((f"{label}: " if label else "", DIM), text), indent=4)
        else:
            self.paragraph(text, indent=indent, first=self.text("  ", (label, DIM)))

    def address(self, label: str, url: str, indent: int) -> None:
        """Print an address on one line: broken over two, it could be neither clicked nor copied."""
        line = self.text("  ", (label.ljust(indent - 2), DIM), url)
        for each in [line] if line.cell_len <= self.width else [self.text("  ", (label, DIM)), self.text(url)]:
            self.line(each)
