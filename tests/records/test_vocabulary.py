"""Vocabularies: resolving words to terms, unknown words, and the tree of parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.records.vocabulary import Term, UnknownTermError, Vocabulary, choose


def vocabulary(*terms: tuple[str, str, str, tuple[str, ...]], noun: str = "actor") -> Vocabulary[Term]:
    """A vocabulary of terms, each given by id, label, parent and aliases."""
    return Vocabulary(
        {
            name: Term(id=name, label=label, part_of=parent or None, aliases=aliases)
            for name, label, parent, aliases in terms
        },
        noun,
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
        ("ros", "rosatom"),
        ("Vlad Put", "putin"),
        ("bank rus", "bank-of-russia"),
        ("cent bank mya", "myanmar-bank"),
        ("Alexander F", "fomin"),
        ("аун", "min-aung-hlaing"),
        ("state corp", "rosatom"),
        ("overseas", "rusatom"),
    ],
)
def test_resolve(text: str, found: str) -> None:
    assert ACTORS.resolve(text) == found


@pytest.mark.parametrize(
    ("text", "candidates", "hint"),
    [
        ("alexander", ("fomin", "novak"), "write one of fomin (Alexander Fomin), novak (Alexander Novak)"),
        (
            "central bank",
            ("bank-of-russia", "myanmar-bank"),
            "write one of bank-of-russia (Bank of Russia), myanmar-bank (Central Bank of Myanmar)",
        ),
        (
            "rus",
            ("russia", "bank-of-russia", "rusatom"),
            "write one of russia, bank-of-russia (Bank of Russia), rusatom (Rusatom Overseas)",
        ),
    ],
)
def test_ambiguous_text_lists_the_candidates(text: str, candidates: tuple[str, ...], hint: str) -> None:
    with pytest.raises(UnknownTermError) as caught:
        ACTORS.resolve(text)
    assert caught.value.candidates == candidates
    assert caught.value.nearest == ()
    assert caught.value.message == f"actor '{text}' is ambiguous ({len(candidates)} matches)"
    assert caught.value.hint == hint


def test_a_long_list_of_candidates_is_cut() -> None:
    many = vocabulary(*((f"bank-{number}", f"Bank {number}", "", ()) for number in range(1, 13)))
    with pytest.raises(UnknownTermError) as caught:
        many.resolve("ban")
    assert len(caught.value.candidates) == 12
    assert caught.value.message == "actor 'ban' is ambiguous (12 matches)"
    assert caught.value.hint.endswith("bank-8 (Bank 8) and 4 more")
    assert "bank-9" not in caught.value.hint


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Rosatim", "rosatom"),
        ("Myanmr", "myanmar"),
        ("Min Aung Hliang", "min-aung-hlaing"),
        ("rus bank", "russia"),
        ("rosat over", "rosatom"),
        ("ussia", "russia"),
        ("zzzz", ""),
        ("", ""),
        ("...", ""),
    ],
)
def test_unknown_text_has_the_nearest_terms(text: str, first: str) -> None:
    with pytest.raises(UnknownTermError) as caught:
        ACTORS.resolve(text)
    assert caught.value.candidates == ()
    assert next(iter(caught.value.nearest), "") == first
    assert caught.value.message == f"unknown actor '{text}'"


def test_nearest_terms_are_listed_once_each_and_at_most_three() -> None:
    twins = vocabulary(("ab-cde", "Ab Cdf", "", ("Ab Cdg", "Ab Cdh")), ("ab-cdx", "Ab Cdy", "", ()))
    with pytest.raises(UnknownTermError) as caught:
        twins.resolve("abcdez")
    assert caught.value.nearest == ("ab-cde", "ab-cdx")
    many = vocabulary(*((f"abcde{letter}", f"Abcde{letter}{letter}", "", ()) for letter in "fghij"))
    with pytest.raises(UnknownTermError) as caught:
        many.resolve("abcdez")
    assert len(caught.value.nearest) == 3


HINTS: dict[str, tuple[Vocabulary[Term], str, str]] = {
    "one near term": (ACTORS, "Fomim", "did you mean 'fomin' (Alexander Fomin)?"),
    "a label that only repeats the id": (
        ACTORS,
        "Myanmr",
        "did you mean 'myanmar' or 'myanmar-bank' (Central Bank of Myanmar)?",
    ),
    "three near terms": (
        vocabulary(*((f"abcde{letter}", f"Abcde {letter}", "", ()) for letter in "fgh")),
        "abcdez",
        "did you mean 'abcdeh' (Abcde h), 'abcdeg' (Abcde g) or 'abcdef' (Abcde f)?",
    ),
    "no near term among few": (vocabulary(("a", "A", "", ()), ("b", "B", "", ())), "zzzz", "write one of a, b"),
    "no near term among many": (
        vocabulary(*((f"a{number}", "A", "", ()) for number in range(17))),
        "zzzz",
        "the log has 17 actors",
    ),
    "an empty vocabulary": (vocabulary(), "zzzz", "the log has no actors"),
    "many terms of two nouns": (
        vocabulary(*((f"a{number}", "A", "", ()) for number in range(17)), noun="sector or actor"),
        "zzzz",
        "the log has 17 sectors and actors",
    ),
    "no terms of two nouns": (vocabulary(noun="sector or actor"), "zzzz", "the log has no sectors or actors"),
}


@pytest.mark.parametrize("case", HINTS)
def test_hint_for_an_unknown_term(case: str) -> None:
    terms, text, hint = HINTS[case]
    with pytest.raises(UnknownTermError) as caught:
        terms.resolve(text)
    assert caught.value.hint == hint


def test_a_long_unknown_text_is_shortened_in_the_message() -> None:
    with pytest.raises(UnknownTermError) as caught:
        ACTORS.resolve("z" * 500 + "\x1b")
    assert caught.value.message == f"unknown actor '{'z' * 59}…'"


ENERGY = vocabulary(
    ("energy", "Energy", "", ()),
    ("nuclear", "Nuclear power", "energy", ()),
    ("nuclear-energy", "Nuclear energy research", "nuclear", ("isotopes, medical",)),
    ("oil", "Oil, gas and coal", "energy", ()),
    ("wind", "Wind farms", "energy", ()),
    ("grid", "Gas grid", "energy", ()),
    noun="sector",
)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([], []),
        (["nuclear"], ["nuclear"]),
        (["Nuclear power", "win"], ["nuclear", "wind"]),
        (["energy,wind"], ["energy", "wind"]),
        (["energy, wind , oil"], ["energy", "wind", "oil"]),
        (["wind,", ",wind"], ["wind", "wind"]),
        # An exact name with a comma in it is not split.
        (["Oil, gas and coal"], ["oil"]),
        (["isotopes, medical"], ["nuclear-energy"]),
        # "gas" alone is ambiguous, but all the words together begin only one name.
        (["oil, gas"], ["oil"]),
        # Each piece is a name, although all the words together begin another name.
        (["nuclear,energy"], ["nuclear", "energy"]),
    ],
)
def test_resolve_all(values: list[str], found: list[str]) -> None:
    assert ENERGY.resolve_all(values) == found


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (["wind", "zzz"], "unknown sector 'zzz'"),
        (["wind,zzz"], "unknown sector 'zzz'"),
        (["zzz,wind"], "unknown sector 'zzz'"),
        (["zzz,yyy"], "unknown sector 'zzz'"),
        ([""], "unknown sector ''"),
        ([" , "], "unknown sector ' , '"),
    ],
)
def test_resolve_all_reports_the_piece_that_is_unknown(values: list[str], message: str) -> None:
    with pytest.raises(UnknownTermError) as caught:
        ENERGY.resolve_all(values)
    assert caught.value.message == message


def test_choose() -> None:
    assert choose("month", ("month", "year"), "period") == "month"
    with pytest.raises(UnknownTermError) as caught:
        choose("mnth", ("month", "year"), "period")
    assert str(caught.value) == "unknown period 'mnth' (did you mean 'month'?)"
    assert caught.value.nearest == ("month",)
    with pytest.raises(UnknownTermError) as caught:
        choose("", ("month", "year"), "period")
    assert str(caught.value) == "unknown period '' (write one of month, year)"


@pytest.mark.parametrize(
    ("term", "ancestors", "with_parts"),
    [
        ("russia", [], {"russia", "bank-of-russia", "putin", "rosatom", "rusatom", "fomin", "novak"}),
        ("rosatom", ["russia"], {"rosatom", "rusatom"}),
        ("rusatom", ["rosatom", "russia"], {"rusatom"}),
        ("nobody", [], {"nobody"}),
    ],
)
def test_ancestors_and_parts(term: str, ancestors: list[str], with_parts: set[str]) -> None:
    assert ACTORS.ancestors(term) == ancestors
    assert ACTORS.with_parts([term]) == with_parts


def test_parts_of_several_terms() -> None:
    assert ACTORS.with_parts(["rosatom", "myanmar"]) == {
        *("rosatom", "rusatom", "myanmar", "min-aung-hlaing", "myanmar-bank", "soe-win"),
    }
    assert ACTORS.with_parts([]) == frozenset()


def test_parent_and_children() -> None:
    assert ACTORS.parent("rusatom") == "rosatom"
    assert ACTORS.parent("russia") is None
    assert ACTORS.parent("nobody") is None
    assert ACTORS.children("russia") == ["bank-of-russia", "putin", "rosatom", "fomin", "novak"]
    assert ACTORS.children("rusatom") == []


def test_a_cycle_of_parents_ends() -> None:
    cycle = vocabulary(("a", "A", "b", ()), ("b", "B", "c", ()), ("c", "C", "a", ()), ("own", "Own", "own", ()))
    assert cycle.ancestors("a") == ["b", "c", "a"]
    assert cycle.with_parts(["a"]) == {"a", "b", "c"}
    assert cycle.ancestors("own") == ["own"]
    assert cycle.with_parts(["own"]) == {"own"}


def test_vocabulary_can_be_used_like_a_mapping() -> None:
    assert len(ACTORS) == 11
    assert "putin" in ACTORS
    assert "nobody" not in ACTORS
    assert ACTORS["putin"].label == "Vladimir Putin"
    assert [term.id for term in ACTORS][:2] == ["russia", "bank-of-russia"]
    assert ACTORS.label("putin") == "Vladimir Putin"
    assert ACTORS.label("A Free Text") == "A Free Text"
    assert ACTORS.labels(["putin", "A Free Text"]) == "Vladimir Putin, A Free Text"
    assert ACTORS.exact("burma") == "myanmar"
    assert ACTORS.exact("burm") is None
    assert ACTORS["rosatom"].names == (
        *("rosatom", "Rosatom"),
        *("State Atomic Energy Corporation Rosatom", "Росатом"),
    )


@given(st.text())
def test_any_text_names_a_term_or_is_refused(text: str) -> None:
    try:
        named = {ACTORS.resolve(text)}
    except UnknownTermError as unknown:
        named = {*unknown.candidates, *unknown.nearest}
    assert named <= set(ACTORS.terms)
