"""What the filters ask for, how surely an event is it, and under which headings it then stands."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmru_timeline.checks import examine
from mmru_timeline.cli.options import Filters, query_of
from mmru_timeline.cli.run import Misuse
from mmru_timeline.model import Account, Citation, Event, Source, Status, Timeline
from mmru_timeline.selecting import (
    GROUPINGS,
    Grouping,
    Group,
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
from mmru_timeline.vocabulary import UnknownTerm
from mmru_timeline.when import FOREVER, NEVER, Overlap, parse
from running import SAMPLE

_VERDICT = examine(SAMPLE.read_bytes(), "sample.yaml")
assert _VERDICT.timeline is not None
LOG = _VERDICT.timeline
ALL = " ".join(event.id for event in LOG.events)


def chosen(**typed: Any) -> str:
    """The ids that typed filters choose from the sample, those only possible led by `?`."""
    filters = Filters(**{name: (value,) if name in _REPEATED and isinstance(value, str) else value for name, value in typed.items()})
    hits = select(LOG, query_of(filters, LOG))
    return " ".join(("" if hit.certain else "?") + hit.event.id for hit in hits)


_REPEATED = {"words", "sector", "actor", "kind", "status", "place", "source", "demand", "exclude"}

_FILTERS: dict[str, tuple[dict[str, Any], str]] = {
    "no filter": ({}, ALL),
    "sector by id": ({"sector": "court"}, "old-treaty coronation coal-treaty-dinner"),
    "sector with its parts": ({"sector": "Energy"}, "coal-talks coal-treaty output-1896 first-train"),
    "sector by alias": ({"sector": "pit coal"}, "coal-talks coal-treaty output-1896 first-train"),
    "sectors widen by commas": ({"sector": "court, coal"}, ALL.removesuffix(" second-railway")),
    "sectors widen by repeats": ({"sector": ("court", "trade")}, "old-treaty coronation coal-talks coal-treaty coal-treaty-dinner second-railway"),
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
    "source by a publisher outside the vocabulary": ({"source": "hentzau & sons"}, "old-treaty coronation output-1896 first-train second-railway"),
    "source of a rival account": ({"source": "times-1895"}, "coal-talks coal-treaty coal-treaty-dinner output-1896"),
    "sources widen": ({"source": "wire-1895,gazette-1894"}, "coronation coal-treaty"),
    "with demands each": ({"demand": ("coal", "rudolf")}, "coal-treaty"),
    "with demands each of a comma's": ({"demand": "trade,graustark"}, "coal-talks coal-treaty second-railway"),
    "with takes narrower terms": ({"demand": ("energy", "ruritania")}, "coal-talks coal-treaty output-1896 first-train"),
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
    "since": ({"since": "1896"}, "output-1896 ?first-train ?second-railway"),
    "since cuts what began before": ({"since": "1896-02"}, "?output-1896 ?first-train ?second-railway"),
    "until": ({"until": "1889"}, "old-treaty"),
    "until cuts what ended after": ({"until": "1885"}, "?old-treaty"),
    "until a lone date's first day": ({"until": "1894-04"}, "old-treaty"),
    "until within a span": ({"until": "1894"}, "old-treaty coronation coal-talks"),
    "between": ({"since": "Jan 1895", "until": "11 Mar 1895"}, "coal-talks coal-treaty coal-treaty-dinner"),
    "on a day that a rival account gives": ({"on": "1894-05-04"}, "?coronation"),
    "on the month of both accounts": ({"on": "1894-05"}, "coronation"),
    "on a qualified month": ({"on": "1896-09"}, "output-1896 ?first-train"),
    "on a quarter": ({"on": "1895-Q1"}, "coal-talks coal-treaty coal-treaty-dinner"),
    "surely dated drops the possible": ({"on": "1894-05-04", "surely_dated": True}, ""),
    "surely dated keeps the certain": ({"since": "1896", "surely_dated": True}, "output-1896"),
    "last, from the end of the scope": ({"last": "4y"}, "output-1896 ?first-train ?second-railway"),
    "around": ({"around": "coal-treaty"}, "coal-talks coal-treaty coal-treaty-dinner"),
    "around with days": ({"around": "coal-treaty", "days": 0}, "coal-treaty coal-treaty-dinner"),
    "known by the day after the coronation": ({"known_by": "1894-05-04"}, "coronation"),
    "known by a day of the month of its source": ({"known_by": "1895-03-12"}, "coronation ?coal-talks coal-treaty ?coal-treaty-dinner"),
    "known by the end of the month of its source": ({"known_by": "Mar 1895"}, "coronation coal-talks coal-treaty coal-treaty-dinner"),
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
    "one of a comma's pieces": ({"sector": "court,cole"}, "--sector: there is no 'cole'", "did you mean coal or court?"),
    "no such kind": ({"kind": "xyzzy"}, "--kind: there is no 'xyzzy'", "write one of visit, meeting"),
    "no such status": ({"status": "xyzzy"}, "--status: there is no 'xyzzy'", "write one of fact, claim, planned, disputed"),
    "no such source": ({"source": "xyzzy"}, "--source: there is no 'xyzzy'", "`mmru sources` lists the publishers"),
    "with neither": ({"demand": "xyzzy"}, "--with: there is no 'xyzzy'", "`mmru sectors` and `mmru actors` list them"),
    "without neither": ({"exclude": "rudolff"}, "--without: there is no 'rudolff'", "did you mean rudolf (Rudolf V)?"),
    "on beside since": ({"on": "1895", "since": "1894"}, "--on cannot stand beside --since", "use one of them"),
    "last beside until": ({"last": "1y", "until": "1894"}, "--last cannot stand beside --until", "use one of them"),
    "on beside last": ({"on": "1895", "last": "1y"}, "--on cannot stand beside --last", "use one of them"),
    "around beside three": ({"around": "coronation", "since": "1894", "until": "1895"}, "--around cannot stand beside --since, --until", "use one of them"),
    "days without around": ({"days": 3}, "--days belongs to --around ID", "name the event"),
    "since after until": ({"since": "1896", "until": "1895"}, "--since 1896 is later than --until 1895", "exchange the two"),
    "surely dated without a time": ({"surely_dated": True}, "--surely-dated needs a time", "add --since, --until, --on or --last"),
    "bad since": ({"since": "1895-02-30"}, "--since: 1895-02-30: February 1895 has 28 days", "write 1895-02-28"),
    "bad until": ({"until": "Febtember 1895"}, "--until: 'Febtember 1895': this is no date that can be read", "write 2023, "),
    "bad on": ({"on": "3.4.1895"}, "--on: 3.4.1895", "write"),
    "bad last": ({"last": "soon"}, "--last: 'soon' is no span of time", "write 90d, 6w, 18m or 2y"),
    "bad known by": ({"known_by": "yesterday"}, "--known-by: 'yesterday': a date needs a year", "write 2023, "),
    "around no event": ({"around": "coronatio"}, "", ""),
}


@pytest.mark.parametrize("case", [case for case in _MISUSE if case != "around no event"])
def test_misused_filters_say_what_to_write(case: str) -> None:
    typed, message, hint = _MISUSE[case]
    with pytest.raises(Misuse) as caught:
        chosen(**typed)
    assert str(caught.value).startswith(message)
    assert caught.value.hint.startswith(hint)
