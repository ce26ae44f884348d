"""What the filters ask for, how surely an event is it, and under which headings it then stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.cli.asking import query_of
from mmru_timeline.cli.options import Filters
from mmru_timeline.cli.run import Misuse
from mmru_timeline.dates.edtf import FOREVER, NEVER, Overlap, parse
from mmru_timeline.query.matching import (
    GROUPINGS,
    Group,
    Grouping,
    Hit,
    Query,
    dated,
    grouped,
    in_print,
    matches,
    phrases_of,
    resolve_all,
    searched_texts,
    select,
    sources_by_name,
    statuses,
    terms_of_both,
)
from mmru_timeline.reading.rules import examine
from mmru_timeline.records.model import Account, Citation, Event, Source, Status, Timeline
from mmru_timeline.records.vocabulary import UnknownTerm
from running import SAMPLE

_VERDICT = examine(SAMPLE.read_bytes(), "sample.yaml")
assert _VERDICT.timeline is not None
LOG = _VERDICT.timeline
ALL = " ".join(event.id for event in LOG.events)


def chosen(**typed: Any) -> str:
    """The ids that typed filters choose from the sample, those only possible led by `?`."""
    as_given: dict[str, Any] = {
        name: (value,) if name in _REPEATED and isinstance(value, str) else value for name, value in typed.items()
    }
    filters = Filters(**as_given)
    hits = select(LOG, query_of(filters, LOG))
    return " ".join(("" if hit.certain else "?") + hit.event.id for hit in hits)


_REPEATED = {"words", "sector", "actor", "kind", "status", "place", "source", "demand", "exclude"}

_FILTERS: dict[str, tuple[dict[str, Any], str]] = {
    "no filter": ({}, ALL),
    "sector by id": ({"sector": "court"}, "old-treaty coronation coal-treaty-dinner"),
    "sector with its parts": ({"sector": "Energy"}, "coal-talks coal-treaty output-1896 first-train"),
    "sector by alias": ({"sector": "pit coal"}, "coal-talks coal-treaty output-1896 first-train"),
    "sectors widen by commas": ({"sector": "court, coal"}, ALL.removesuffix(" second-railway")),
    "sectors widen by repeats": (
        {"sector": ("court", "trade")},
        "old-treaty coronation coal-talks coal-treaty coal-treaty-dinner second-railway",
    ),
    "actor by another script": ({"actor": "руритания"}, ALL.removesuffix(" second-railway")),
    "actor by word beginnings": ({"actor": "prin"}, "coronation coal-treaty-dinner"),
    "actor of an event by attribution alone is no actor": ({"actor": "flavia", "sector": "coal"}, ""),
    "kind": ({"kind": "ceremony"}, "coronation coal-treaty-dinner"),
    "kinds": ({"kind": "agreement,meeting"}, "old-treaty coal-talks coal-treaty"),
    "kind other is the default": ({"kind": "other"}, "second-railway"),
    "status": ({"status": "planned"}, "second-railway"),
    "statuses": ({"status": "claim,disputed"}, "output-1896 first-train"),
    "status by its beginning": ({"status": "disp"}, "output-1896"),
    "place by word beginnings in any order": ({"place": "rurit strel"}, "coronation coal-treaty coal-treaty-dinner"),
    "places widen": ({"place": ("hofbau", "strelsau")}, "coronation coal-talks coal-treaty coal-treaty-dinner"),
    "place of punctuation alone is none": ({"place": "-"}, ALL),
    "source by id": ({"source": "wire-1895"}, "coal-treaty"),
    "source by publisher": ({"source": "Strelsau Gazette"}, "coronation coal-treaty"),
    "source by publisher's id": ({"source": "gazette"}, "coronation coal-treaty"),
    "source by a publisher outside the vocabulary": (
        {"source": "hentzau & sons"},
        "old-treaty coronation output-1896 first-train second-railway",
    ),
    "source of a rival account": ({"source": "times-1895"}, "coal-talks coal-treaty coal-treaty-dinner output-1896"),
    "sources widen": ({"source": "wire-1895,gazette-1894"}, "coronation coal-treaty"),
    "with demands each": ({"demand": ("coal", "rudolf")}, "coal-treaty"),
    "with demands each of a comma's": ({"demand": "trade,graustark"}, "coal-talks coal-treaty second-railway"),
    "with takes narrower terms": (
        {"demand": ("energy", "ruritania")},
        "coal-talks coal-treaty output-1896 first-train",
    ),
    "without excludes": ({"exclude": "ruritania"}, "second-railway"),
    "without excludes each": ({"exclude": ("court", "coal")}, "second-railway"),
    "with and without": ({"demand": "graustark", "exclude": "energy"}, "old-treaty second-railway"),
    "milestones": ({"milestones": True}, "coronation coal-treaty"),
    "no parts": ({"no_parts": True}, ALL.replace(" coal-treaty-dinner", "")),
    "word in a title": ({"words": "envoys"}, "coal-treaty-dinner"),
    "word's beginning": ({"words": "envoy"}, "coal-treaty-dinner"),
    "word's middle is no beginning": ({"words": "nvoys"}, ""),
    "word in a summary": ({"words": "railway"}, "coal-treaty second-railway"),
    "word in a note": ({"words": "official"}, "coronation"),
    "word in a place": ({"words": "hofbau"}, "coal-talks"),
    "word in a figure": ({"words": "8.5"}, "coal-treaty"),
    "word in an account": ({"words": "later"}, "coronation"),
    "word in an account's figure": ({"words": "120"}, "output-1896"),
    "word in an actor's alias": ({"words": "elphberg"}, "coronation coal-treaty coal-treaty-dinner"),
    "words from several texts": ({"words": ("elphberg", "envoys")}, "coal-treaty-dinner"),
    "an argument with a space holds together": ({"words": "treaty signed"}, "coal-treaty"),
    "apart they do not": ({"words": "treaty of envoys"}, ""),
    "quotation marks within one argument": ({"words": 'coal "ten years"'}, "coal-treaty"),
    "different options narrow": ({"sector": "coal", "actor": "graustark", "kind": "agreement"}, "coal-treaty"),
    "since": ({"since": "1896"}, "output-1896 ?first-train second-railway"),
    "since within a span": ({"since": "1896-02"}, "output-1896 ?first-train second-railway"),
    "until": ({"until": "1889"}, "old-treaty"),
    "until within a lone date": ({"until": "1885"}, "?old-treaty"),
    "since within a lone date": ({"since": "1885", "until": "1893"}, "?old-treaty"),
    "until before the start of a span is sure": ({"until": "1894-10", "since": "1894-09"}, ""),
    "until within the month of a span's start": ({"on": "1894-11-15"}, "?coal-talks"),
    "until a lone date's first day": ({"until": "1894-04"}, "old-treaty"),
    "until within a span": ({"until": "1894"}, "old-treaty coronation coal-talks"),
    "between": ({"since": "Jan 1895", "until": "11 Mar 1895"}, "coal-talks coal-treaty coal-treaty-dinner"),
    "on a day that a rival account gives": ({"on": "1894-05-04"}, "?coronation"),
    "on the month of both accounts": ({"on": "1894-05"}, "coronation"),
    "on a qualified month": ({"on": "1896-09"}, "output-1896 ?first-train"),
    "on a quarter": ({"on": "1895-Q1"}, "coal-talks coal-treaty coal-treaty-dinner"),
    "surely dated drops the possible": ({"on": "1894-05-04", "surely_dated": True}, ""),
    "surely dated keeps the certain": ({"since": "1896", "surely_dated": True}, "output-1896 second-railway"),
    "last, from the end of the scope": ({"last": "4y"}, "output-1896 ?first-train second-railway"),
    "around": ({"around": "coal-treaty"}, "?coal-talks coal-treaty coal-treaty-dinner"),
    "around with days": ({"around": "coal-treaty", "days": 0}, "coal-treaty coal-treaty-dinner"),
    "known by the day after the coronation": ({"known_by": "1894-05-04"}, "coronation"),
    "known by a day of the month of its source": (
        {"known_by": "1895-03-12"},
        "coronation ?coal-talks coal-treaty ?coal-treaty-dinner",
    ),
    "known by the end of the month of its source": (
        {"known_by": "Mar 1895"},
        "coronation coal-talks coal-treaty coal-treaty-dinner",
    ),
    "surely known by": ({"known_by": "1895-03-12", "surely_dated": True}, "coronation coal-treaty"),
    "known by and a time": ({"known_by": "1901", "on": "1896-09"}, "output-1896 ?first-train"),
}


@pytest.mark.parametrize("case", _FILTERS)
def test_filters_choose(case: str) -> None:
    typed, expected = _FILTERS[case]
    assert chosen(**typed) == expected


_MISUSE: dict[str, tuple[dict[str, Any], str, str]] = {
    "no such sector": ({"sector": "energgy"}, "--sector: there is no 'energgy'", "did you mean energy?"),
    "no such actor, nothing near": ({"actor": "xyzzy"}, "--actor: there is no 'xyzzy'", "`mmru actors` lists them"),
    "several actors": ({"actor": "r"}, "--actor: 'r' may mean 2 things", "write one of ruritania, rudolf (Rudolf V)"),
    "one of a comma's pieces": ({"sector": "court,cole"}, "--sector: there is no 'cole'", "did you mean coal?"),
    "commas alone": ({"sector": ","}, "--sector: there is no ','", "`mmru sectors` lists them"),
    "nothing": ({"actor": ""}, "--actor: there is no ''", "`mmru actors` lists them"),
    "no such kind": ({"kind": "xyzzy"}, "--kind: there is no 'xyzzy'", "write one of visit, meeting"),
    "no such status": (
        {"status": "xyzzy"},
        "--status: there is no 'xyzzy'",
        "write one of fact, claim, planned, disputed",
    ),
    "no such source": ({"source": "xyzzy"}, "--source: there is no 'xyzzy'", "`mmru sources` lists the publishers"),
    "with neither": ({"demand": "xyzzy"}, "--with: there is no 'xyzzy'", "`mmru sectors` and `mmru actors` list them"),
    "without neither": ({"exclude": "rudolff"}, "--without: there is no 'rudolff'", "did you mean rudolf (Rudolf V)?"),
    "on beside since": ({"on": "1895", "since": "1894"}, "--on cannot stand beside --since", "use one of them"),
    "last beside until": ({"last": "1y", "until": "1894"}, "--last cannot stand beside --until", "use one of them"),
    "on beside last": ({"on": "1895", "last": "1y"}, "--on cannot stand beside --last", "use one of them"),
    "around beside three": (
        {"around": "coronation", "since": "1894", "until": "1895"},
        "--around cannot stand beside --since, --until",
        "use one of them",
    ),
    "days without around": ({"days": 3}, "--days belongs to --around ID", "name the event"),
    "since after until": (
        {"since": "1896", "until": "1895"},
        "--since 1896 is later than --until 1895",
        "exchange the two",
    ),
    "surely dated without a time": (
        {"surely_dated": True},
        "--surely-dated needs a time",
        "add --since, --until, --on or --last",
    ),
    "bad since": ({"since": "1895-02-30"}, "--since: 1895-02-30: February 1895 has 28 days", "write 1895-02-28"),
    "bad until": (
        {"until": "Febtember 1895"},
        "--until: 'Febtember 1895': this is no date that can be read",
        "write 2023, ",
    ),
    "bad on": ({"on": "3.4.1895"}, "--on: 3.4.1895", "write"),
    "bad last": ({"last": "soon"}, "--last: 'soon' is no span of time", "write 90d, 6w, 18m or 2y"),
    "bad known by": ({"known_by": "yesterday"}, "--known-by: 'yesterday': a date needs a year", "write 2023, "),
    "around several events": (
        {"around": "coal"},
        "'coal' begins 3 ids",
        "write one of coal-talks, coal-treaty, coal-treaty-dinner",
    ),
}


@pytest.mark.parametrize("case", _MISUSE)
def test_misused_filters_say_what_to_write(case: str) -> None:
    typed, message, hint = _MISUSE[case]
    with pytest.raises(Misuse) as caught:
        chosen(**typed)
    assert str(caught.value).startswith(message)
    assert caught.value.hint.startswith(hint)


_PHRASES: dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]] = {
    "nothing": ((), ()),
    "words": (("coal", "Treaty"), (("coal",), ("treaty",))),
    "words of one argument": (("coal treaty",), (("coal", "treaty"),)),
    "a quoted part": (('railway "coal treaty" ten years',), (("railway",), ("coal", "treaty"), ("ten",), ("years",))),
    "one quotation mark is a mere character": (('coal "treaty',), (("coal", "treaty"),)),
    "punctuation alone": (("—", '""', " "), ()),
}


@pytest.mark.parametrize("case", _PHRASES)
def test_phrases(case: str) -> None:
    arguments, expected = _PHRASES[case]
    assert phrases_of(arguments) == expected


_SPLIT: dict[str, tuple[list[str], list[str]]] = {
    "a name with commas, whole": (["ministry of coal, iron and steel"], ["ministry"]),
    "names between commas before words of one name": (["coal, iron"], ["coal", "iron"]),
    "in whichever order": (["iron,coal", "ministry"], ["iron", "coal", "ministry"]),
    "a piece that may mean two things in words of one name": (["coal, iro"], ["ministry"]),
    "empty pieces": (["coal,,iron,"], ["coal", "iron"]),
}
_MINES = "{ministry: {name: 'Ministry of Coal, Iron and Steel'}, coal: {name: Coal}, iron: {name: Ironworks}}"


@pytest.mark.parametrize("case", _SPLIT)
def test_a_value_is_taken_whole_or_split_at_commas(case: str) -> None:
    values, expected = _SPLIT[case]
    assert resolve_all(read(actors=_MINES).actors, values) == expected


def test_the_piece_that_names_nothing_is_the_one_complained_of() -> None:
    with pytest.raises(UnknownTerm) as caught:
        resolve_all(read(actors=_MINES).actors, ["coal,copper"])
    assert caught.value.text == "copper"


def test_both_vocabularies_and_the_statuses_are_vocabularies() -> None:
    both = terms_of_both(LOG)
    assert both.resolve("pit coal") == "coal"
    assert both.resolve("Руритания") == "ruritania"
    assert [term.id for term in statuses()] == ["fact", "claim", "planned", "disputed"]


def test_a_source_and_a_publisher_of_one_id_mean_the_publisher() -> None:
    log = read(
        publishers="{book: {name: The Book}}",
        sources="{book: {title: A, publisher: book}, b: {title: B, publisher: The Book}, c: {title: C,"
        " publisher: Else}}",
    )
    vocabulary, meant = sources_by_name(log)
    assert meant == {"book": {"book", "b"}, "Else": {"c"}, "b": {"b"}, "c": {"c"}}
    assert vocabulary.resolve("else") == "Else"


def test_every_name_of_an_actor_is_searched() -> None:
    log = read(events="[{id: a, date: 1900, title: T, actors: [some-body]}]")
    assert searched_texts(log.events[0], log) == ["T", "some-body", "Some body"]


def read(**tables: str) -> Timeline:
    """A small log of the tables given as flow YAML; events are empty unless given."""
    text = "schema: 1\ntitle: T\n" + "".join(f"{name}: {body}\n" for name, body in {"events": "[]", **tables}.items())
    verdict = examine(text.encode(), "log.yaml")
    assert verdict.timeline is not None, verdict.diagnostics
    return verdict.timeline


_VERSIONS: dict[str, tuple[str, tuple[str, ...], Overlap]] = {
    "no rival, certain": ("1895-03", (), Overlap.CERTAINLY),
    "no rival, possible": ("1895", (), Overlap.POSSIBLY),
    "no rival, outside": ("1896", (), Overlap.NO),
    "all certain": ("1895-03", ("1895-03-02",), Overlap.CERTAINLY),
    "the rival outside": ("1895-03", ("1896",), Overlap.POSSIBLY),
    "the rival alone inside": ("1896", ("1895-03",), Overlap.POSSIBLY),
    "one rival of two possible": ("1896", ("1897", "1895"), Overlap.POSSIBLY),
    "all outside": ("1896", ("1897",), Overlap.NO),
}


@pytest.mark.parametrize("case", _VERSIONS)
def test_a_rival_date_makes_it_possible_and_certainty_needs_all_versions(case: str) -> None:
    date, rivals, expected = _VERSIONS[case]
    accounts = (
        Account(says="It was so.", sources=()),
        *(Account(says="It was not.", sources=(), date=parse(rival)) for rival in rivals),
    )
    event = Event(id="a", date=parse(date), title="A", accounts=accounts)
    window = parse("1895-03")
    assert dated(Query(since=window.s1, until=window.e2), event) is expected


_PRINTED: dict[str, tuple[tuple[str | None, ...], Overlap]] = {
    "no source": ((), Overlap.NO),
    "undated": ((None,), Overlap.NO),
    "before": (("1895-03-11",), Overlap.CERTAINLY),
    "on the day": (("1895-03-12",), Overlap.CERTAINLY),
    "the day after": (("1895-03-13",), Overlap.NO),
    "in that month": (("1895-03",), Overlap.POSSIBLY),
    "before, but uncertain": (("1895-03-11?",), Overlap.POSSIBLY),
    "the earliest decides": (("1901", None, "1895-02"), Overlap.CERTAINLY),
}


@pytest.mark.parametrize("case", _PRINTED)
def test_in_print_by_a_day(case: str) -> None:
    dates, expected = _PRINTED[case]
    sources = {
        f"s{number}": Source(id=f"s{number}", title="S", publisher="P", date=parse(date) if date else None)
        for number, date in enumerate(dates)
    }
    event = Event(id="a", date=parse("1895"), title="A", sources=tuple(Citation(id=name) for name in sources))
    assert in_print(event, replace(LOG, sources=sources), parse("1895-03-12").s1) is expected


def test_whether_a_window_was_asked_for() -> None:
    assert not Query().is_dated
    assert Query(since=1).is_dated
    assert Query(until=1).is_dated


def shape(groups: list[Group]) -> dict[str, str]:
    return {group.heading: " ".join(hit.event.id for hit in group.hits) for group in groups}


_GROUPS: dict[Grouping, dict[str, str]] = {
    "year": {
        "1889": "old-treaty",
        "1894": "coronation coal-talks",
        "1895": "coal-treaty coal-treaty-dinner",
        "1896": "output-1896 first-train",
        "1899": "second-railway",
    },
    "sector": {
        "Court": "old-treaty coronation coal-treaty-dinner",
        "Coal": "coal-talks coal-treaty output-1896 first-train",
        "Trade": "coal-talks coal-treaty second-railway",
    },
    "actor": {
        "Ruritania": "old-treaty",
        "Graustark": "old-treaty coal-talks coal-treaty second-railway",
        "Rudolf V": "coronation coal-treaty coal-treaty-dinner",
        "Princess Flavia": "coronation coal-treaty-dinner",
        "Zenda Mines": "coal-talks coal-treaty output-1896 first-train",
    },
    "kind": {
        "Meeting": "coal-talks",
        "Agreement": "old-treaty coal-treaty",
        "Delivery": "first-train",
        "Statistic": "output-1896",
        "Ceremony": "coronation coal-treaty-dinner",
        "Other": "second-railway",
    },
}


@pytest.mark.parametrize("by", GROUPINGS)
def test_groups_stand_in_the_order_of_time_or_of_the_vocabulary(by: Grouping) -> None:
    groups = grouped(LOG, select(LOG, Query()), by, Query())
    assert shape(groups) == _GROUPS[by]
    assert list(shape(groups)) == list(_GROUPS[by])
    assert all(group.by_year is (by == "year") is not group.named for group in groups)


def test_an_event_stands_only_under_the_terms_that_were_chosen() -> None:
    query = query_of(Filters(sector=("energy",)), LOG)
    assert shape(grouped(LOG, select(LOG, query), "sector", query)) == {
        "Coal": "coal-talks coal-treaty output-1896 first-train"
    }


def test_what_has_no_term_stands_last() -> None:
    log = read(
        events="[{id: a, date: 1900, title: A}, {id: b, date: 1901, title: B, sectors: [war]}, {id: c, date: ../..,"
        " title: C}]"
    )
    hits = select(log, Query())
    assert shape(grouped(log, hits, "sector", Query())) == {"War": "b", "No sector": "c a"}
    assert shape(grouped(log, hits, "year", Query())) == {"Undated": "c", "1900": "a", "1901": "b"}


_DAYS = st.integers(parse("1880").s1, parse("1902").e2)
_SECTORS = st.sampled_from([term.id for term in LOG.sectors])
_ACTORS = st.sampled_from([term.id for term in LOG.actors])
_KINDS = st.sampled_from([term.id for term in LOG.kinds])
_TERMS = st.sampled_from([term.id for term in terms_of_both(LOG)]).map(lambda name: frozenset({name}))
_WORDS = st.sampled_from(["coal", "treaty", "ten", "rudolf", "strelsau", "railway"]).map(lambda word: (word,))


def _some(values: st.SearchStrategy[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(values, min_size=1, max_size=3)


_DEMANDS: dict[str, st.SearchStrategy[Any]] = {
    "phrases": st.lists(_WORDS, min_size=1, max_size=2).map(tuple),
    "sectors": _some(_SECTORS),
    "actors": _some(_ACTORS),
    "kinds": _some(_KINDS),
    "statuses": st.frozensets(st.sampled_from(Status), min_size=1),
    "places": st.sampled_from(["strelsau", "hofbau", "ruritania"]).map(lambda word: ((word,),)),
    "sources": _some(st.sampled_from(sorted(LOG.sources))),
    "demands": st.lists(_TERMS, min_size=1, max_size=2).map(tuple),
    "excludes": st.lists(_TERMS, min_size=1, max_size=2).map(tuple),
    "since": _DAYS,
    "until": _DAYS,
    "known_by": _DAYS,
    "surely_dated": st.just(True),
    "milestones": st.just(True),
    "no_parts": st.just(True),
}
_QUERIES = st.fixed_dictionaries({}, optional=_DEMANDS).map(lambda demands: Query(**demands))


def ids(query: Query) -> list[str]:
    return [hit.event.id for hit in select(LOG, query)]


@given(query=_QUERIES, data=st.data())
def test_another_option_never_adds_an_event(query: Query, data: st.DataObject) -> None:
    free = [name for name in _DEMANDS if getattr(query, name) == getattr(Query(), name)]
    if not free:
        return
    name = data.draw(st.sampled_from(free))
    narrower = replace(query, **{name: data.draw(_DEMANDS[name])})
    assert set(ids(narrower)) <= set(ids(query))


@pytest.mark.parametrize("name", ["sectors", "actors", "kinds", "statuses", "sources", "places"])
@given(query=_QUERIES, data=st.data())
def test_another_value_never_removes_an_event(name: str, query: Query, data: st.DataObject) -> None:
    given_already = data.draw(_DEMANDS[name])
    another = data.draw(_DEMANDS[name])
    narrow = replace(query, **{name: given_already})
    wide = replace(query, **{name: given_already + another if name == "places" else given_already | another})
    assert set(ids(narrow)) <= set(ids(wide))


@given(query=_QUERIES)
def test_the_result_is_in_the_order_of_the_timeline_and_agrees_with_matches(query: Query) -> None:
    stands = {event.id: matches(query, event, LOG) for event in LOG.events}
    hits = select(LOG, query)
    assert [hit.event.id for hit in hits] == [name for name, stand in stands.items() if stand is not Overlap.NO]
    assert all(hit.certain is (stands[hit.event.id] is Overlap.CERTAINLY) for hit in hits)


@given(query=_QUERIES)
def test_the_surely_dated_are_the_certain_ones(query: Query) -> None:
    loose = replace(query, surely_dated=False)
    certain = [hit for hit in select(LOG, loose) if hit.certain]
    assert select(LOG, replace(query, surely_dated=True)) == certain


@given(query=_QUERIES, days=st.tuples(st.integers(0, 400), st.integers(0, 400)))
def test_a_wider_window_never_removes_nor_unsettles(query: Query, days: tuple[int, int]) -> None:
    before, after = days
    wide = replace(query, since=max(NEVER, query.since - before), until=min(FOREVER, query.until + after))
    stands = {event.id: matches(query, event, LOG) for event in LOG.events}
    assert all(matches(wide, LOG.by_id[name], LOG) >= stand for name, stand in stands.items())


@given(query=_QUERIES, by=st.sampled_from(GROUPINGS))
def test_groups_hold_every_hit_and_no_other(query: Query, by: Grouping) -> None:
    hits = select(LOG, query)
    together: list[Hit] = [hit for group in grouped(LOG, hits, by, query) for hit in group.hits]
    assert {hit.event.id for hit in together} == {hit.event.id for hit in hits}
