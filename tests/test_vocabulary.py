"""Words are resolved against a vocabulary, never compared as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.records.vocabulary import Term, UnknownTerm, Vocabulary, fold, fold_words, nearest


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
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The marks of Burmese are letters of their own: with and without the asat, with another vowel.
        ("မင်း", "မင"),
        ("မင်း", "မငး"),
        ("ကို", "ကု"),
        # Nor is a Devanagari vowel an accent.
        ("कि", "क"),
        ("Росатом", "Rosatom"),
        ("Tass", "Tas"),
        ("A1", "A2"),
        ("oil & gas", "oil gas"),
    ],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_is_folded_as_any_other(text: str) -> None:
    # An accented companion takes the slower way; it must come to the same.
    assert fold(text + "é") == fold(text) + "e"


_OPENING = ("agreement", "on", "energy", "centre", "opens", "in", "yangon")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bank of Russia", ["bank", "of", "russia"]),
        ("Agreement on energy; centre opens (in Yangon)", list(_OPENING)),
        ("Nay-Pyi-Taw", ["nay", "pyi", "taw"]),
        ("O’Brien’s “visit”, 2021–2023!", ["obriens", "visit", "2021", "2023"]),
        ("Мин Аун Хлайн", ["мин", "аун", "хлаин"]),
        ("and/or: yes?", ["and", "or", "yes"]),
        ("Café [sic]", ["cafe", "sic"]),
        ("", []),
        (" – … ", []),
        ("'", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert fold_words(text) == words


def vocabulary(*terms: tuple[str, str, str, tuple[str, ...]]) -> Vocabulary[Term]:
    """Terms of id, label, parent and aliases."""
    return Vocabulary(
        {
            name: Term(id=name, label=label, part_of=parent or None, aliases=aliases)
            for name, label, parent, aliases in terms
        }
    )


ACTORS = vocabulary(
    ("russia", "Russia", "", ("Russian Federation", "Россия")),
    ("bank-of-russia", "Bank of Russia", "russia", ("Central Bank of the Russian Federation",)),
    ("putin", "Vladimir Putin", "russia", ("Владимир Путин",)),
    ("rosatom", "Rosatom", "russia", ("State Atomic Energy Corporation Rosatom", "Росатом")),
    ("rusatom", "Rusatom Overseas", "rosatom", ()),
    ("myanmar", "Myanmar", "", ("Burma", "မြန်မာ")),
    ("min-aung-hlaing", "Min Aung Hlaing", "myanmar", ("MAH", "Мин Аун Хлайн", "မင်းအောင်လှိုင်")),
    ("myanmar-bank", "Central Bank of Myanmar", "myanmar", ("CBM",)),
    ("soe-win", "Soe Win", "myanmar", ()),
    ("fomin", "Alexander Fomin", "russia", ()),
    ("novak", "Alexander Novak", "russia", ()),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # exactly: id, label, alias, in any case, script and spacing
        ("min-aung-hlaing", "min-aung-hlaing"),
        ("Min Aung Hlaing", "min-aung-hlaing"),
        ("mah", "min-aung-hlaing"),
        ("M.A.H.", "min-aung-hlaing"),
        ("мин аун хлайн", "min-aung-hlaing"),
        ("မင်းအောင်လှိုင်", "min-aung-hlaing"),
        ("MinAungHlaing", "min-aung-hlaing"),
        # an exact name wins over the beginnings of others
        ("russia", "russia"),
        ("Myanmar", "myanmar"),
        # by the beginnings of words of one name, in order
        ("put", "putin"),
        ("Vlad Put", "putin"),
        ("bank rus", "bank-of-russia"),
        ("cent bank mya", "myanmar-bank"),
        ("Alexander F", "fomin"),
        ("аун", "min-aung-hlaing"),
        ("state corp", "rosatom"),
        ("overseas", "rusatom"),
    ],
)
def test_a_text_that_names_one_term(text: str, found: str) -> None:
    assert ACTORS.resolve(text) == found


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("alexander", ("fomin", "novak")),
        ("central bank", ("bank-of-russia", "myanmar-bank")),
        ("ros", ("rosatom",)),
        ("rus", ("russia", "bank-of-russia", "rusatom")),
    ],
)
def test_a_text_that_several_would_answer_to(text: str, candidates: tuple[str, ...]) -> None:
    if len(candidates) == 1:
        assert ACTORS.resolve(text) == candidates[0]
        return
    with pytest.raises(UnknownTerm) as caught:
        ACTORS.resolve(text)
    assert caught.value.candidates == candidates
    assert caught.value.nearest == ()
    assert caught.value.text == text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Rosatim", "rosatom"),
        ("Myanmr", "myanmar"),
        ("Min Aung Hliang", "min-aung-hlaing"),
        ("rus bank", "russia"),
        ("ussia", "russia"),
        ("zzzz", ""),
        ("", ""),
        ("...", ""),
    ],
)
def test_a_text_that_names_none(text: str, first: str) -> None:
    with pytest.raises(UnknownTerm) as caught:
        ACTORS.resolve(text)
    assert caught.value.candidates == ()
    assert next(iter(caught.value.nearest), "") == first


def test_nearest_ids_are_each_once_and_no_more_than_asked_for() -> None:
    twins = vocabulary(("ab-cde", "Ab Cdf", "", ("Ab Cdg", "Ab Cdh")), ("ab-cdx", "Ab Cdy", "", ()))
    assert twins.nearest("abcdez") == ("ab-cde", "ab-cdx")
    assert twins.nearest("abcdez", limit=1) == ("ab-cde",)


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
    ("term", "chain", "all_of_it"),
    [
        ("russia", [], {"russia", "bank-of-russia", "putin", "rosatom", "rusatom", "fomin", "novak"}),
        ("rosatom", ["russia"], {"rosatom", "rusatom"}),
        ("rusatom", ["rosatom", "russia"], {"rusatom"}),
        ("nobody", [], {"nobody"}),
    ],
)
def test_the_tree(term: str, chain: list[str], all_of_it: set[str]) -> None:
    assert ACTORS.ancestors(term) == chain
    assert ACTORS.within(term) == all_of_it


def test_a_loop_of_parents_ends() -> None:
    loop = vocabulary(("a", "A", "b", ()), ("b", "B", "c", ()), ("c", "C", "a", ()), ("own", "Own", "own", ()))
    assert loop.ancestors("a") == ["b", "c", "a"]
    assert loop.within("a") == {"a", "b", "c"}
    assert loop.ancestors("own") == ["own"]
    assert loop.within("own") == {"own"}


def test_a_vocabulary_is_read_as_a_mapping() -> None:
    assert len(ACTORS) == 11
    assert "putin" in ACTORS
    assert "nobody" not in ACTORS
    assert ACTORS["putin"].label == "Vladimir Putin"
    assert [term.id for term in ACTORS][:2] == ["russia", "bank-of-russia"]
    assert ACTORS.label("putin") == "Vladimir Putin"
    assert ACTORS.label("A Free Text") == "A Free Text"
    assert ACTORS.exact("burma") == "myanmar"
    assert ACTORS.exact("burm") is None
    assert ACTORS["rosatom"].names == (
        *("rosatom", "Rosatom"),
        *("State Atomic Energy Corporation Rosatom", "Росатом"),
    )


@given(st.text())
def test_any_text_names_a_term_or_is_unknown(text: str) -> None:
    try:
        named = {ACTORS.resolve(text)}
    except UnknownTerm as unknown:
        named = {*unknown.candidates, *unknown.nearest}
    assert named <= set(ACTORS.terms)
