"""The one family of errors: what cannot be done as asked, and what to write instead."""

from __future__ import annotations


class MmruError(Exception):
    """Something that cannot be done as asked.

    `message` says what is wrong; `hint`, which may be empty, says what to write instead. The command line prints
    both and exits with 2, or with 1 for a `LogError`.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(MmruError):
    """Options or arguments that are wrong or do not go together."""


class FileError(MmruError):
    """A file that cannot be read or written."""
