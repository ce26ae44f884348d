"""Text: folding and similarity of words, and how messages quote and count."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.text import JOINERS, REFUSED_CLASS, counted, either, fold, fold_words, nearest, shorten


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Naypyitaw", "NAYPYITAW"),
        ("Nay Pyi Taw", "Naypyitaw"),
        ("Nay-Pyi-Taw", "naypyitaw"),
        ("U.S.A.", "usa"),
        ("O’Brien", "O'Brien"),
        ("Oʼbrien", "obrien"),
        ("al‑Assad", "al-Assad"),
        ("São Tomé", "Sao Tome"),
        ("Müller", "Muller"),
        ("Sa\u0303o", "São"),
        ("Straße", "STRASSE"),
        ("ﬁre", "fire"),
        ("Ｔａｓｓ", "TASS"),
        ("Мин Аун Хлайн", "МИН АУН-ХЛАЙН"),
        ("Росатом\u00a0", "росатом"),
        ("Ёлкин", "Елкин"),
        ("Йошкар", "Иошкар"),
        ("Σίσυφος", "σισυφοσ"),
        ("မင်းအောင်လှိုင်", "မင်း အောင် လှိုင်"),
    ],
)
def test_two_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Burmese marks are letters of their own: with and without the asat, or with another vowel.
        ("မင်း", "မင"),
        ("မင်း", "မငး"),
        ("ကို", "ကု"),
        # A Devanagari vowel is not an accent either.
        ("कि", "क"),
        ("Росатом", "Rosatom"),
        ("Tass", "Tas"),
        ("A1", "A2"),
        ("oil & gas", "oil gas"),
    ],
)
def test_different_names_fold_differently(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_text_folds_like_other_text(text: str) -> None:
    # The accent avoids the fast path for ASCII; the result must be the same.
    assert fold(text + "é") == fold(text) + "e"


OPENING = ("agreement", "on", "energy", "centre", "opens", "in", "yangon")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bank of Russia", ["bank", "of", "russia"]),
        ("Agreement on energy; centre opens (in Yangon)", list(OPENING)),
        ("Nay-Pyi-Taw", ["nay", "pyi", "taw"]),
        ("O’Brien’s “visit”, 2021–2023!", ["obriens", "visit", "2021", "2023"]),
        ("the ‘Rangoon’ Su‑30, « visit », „visit“", ["the", "rangoon", "su", "30", "visit", "visit"]),
        ("Мин Аун Хлайн", ["мин", "аун", "хлаин"]),
        ("and/or: yes?", ["and", "or", "yes"]),
        ("Café [sic]", ["cafe", "sic"]),
        ("", []),
        (" – … ", []),
        ("'", []),
    ],
)
def test_fold_words(text: str, words: list[str]) -> None:
    assert fold_words(text) == words


@pytest.mark.parametrize(
    ("text", "choices", "limit", "found"),
    [
        ("titel", ("date", "title", "kind"), 1, ["title"]),
        ("xyz", ("date", "title"), 1, []),
        ("titles", ("title", "titles2", "no"), 2, ["titles2", "title"]),
        ("a", (), 1, []),
    ],
)
def test_nearest(text: str, choices: tuple[str, ...], limit: int, found: list[str]) -> None:
    assert nearest(text, choices, limit) == found


@pytest.mark.parametrize(
    ("names", "text"),
    [(["a"], "'a'"), (["a", "b"], "'a' or 'b'"), (["a", "b", "c"], "'a', 'b' or 'c'")],
)
def test_either(names: list[str], text: str) -> None:
    assert either(names) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 events"), (1, "1 event"), (2, "2 events")])
def test_counted(number: int, text: str) -> None:
    assert counted(number, "event") == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("two\nlines", "two\\u000alines"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("မြန်မာ\u200cနိုင်ငံ", "မြန်မာ\u200cနိုင်ငံ"),
        ("\u202eabc", "\\u202eabc"),
        ("\n" * 30, "\\u000a" * 9 + "\\u000…"),
    ],
)
def test_shorten(text: str, shown: str) -> None:
    assert shorten(text) == shown


@given(st.text(), st.integers(1, 80))
def test_shortened_text_fits_and_is_printable(text: str, limit: int) -> None:
    shown = shorten(text, limit)
    assert len(shown) <= limit
    assert all(character.isprintable() or character in JOINERS for character in shown)


@pytest.mark.parametrize(
    ("character", "refused"),
    [
        *(("\x00", True), ("\t", False), ("\n", False), ("\x0b", True), ("\r", False), ("\x1b", True), (" ", False)),
        *(("\x7f", True), ("\x85", True), ("\u200d", False), ("\u2028", True), ("\u202e", True), ("\u2066", True)),
        *(("\ufeff", True), ("\ufffe", True), ("é", False), ("မ", False), ("😀", False)),
    ],
)
def test_refused_characters(character: str, refused: bool) -> None:
    assert bool(re.fullmatch(f"[{REFUSED_CLASS}]", character)) is refused
