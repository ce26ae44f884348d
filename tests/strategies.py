"""Strategies that several tests draw their examples from."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from mmru_timeline.dates.edtf import parse


def interval(ends: tuple[str, str]) -> str:
    """The interval between two dates, in the order in which it is valid."""
    one, other = ends
    return f"{one}/{other}" if parse(one).s1 <= parse(other).e2 else f"{other}/{one}"


_YEARS = st.integers(1, 9999).map("{:04}".format) | st.sampled_from(["2020", "2021", "2022", "2023"])
_DAYS = st.dates().map(date.isoformat) | st.dates(date(2020, 12, 1), date(2023, 2, 1)).map(date.isoformat)
_UNQUALIFIED = st.one_of(
    _DAYS,
    _DAYS.map(lambda day: day[:7]),
    _DAYS.map(lambda day: day[:7] + "-XX"),
    _YEARS,
    _YEARS.map("{}-XX".format),
    _YEARS.map("{}-XX-XX".format),
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
)
_SINGLE = st.builds("{}{}".format, _UNQUALIFIED, st.sampled_from(["", "", "", "?", "~", "%"]))

EDTF = st.one_of(
    _SINGLE,
    st.tuples(_SINGLE, _SINGLE).map(interval),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), _SINGLE),
    st.builds("{}/{}".format, _SINGLE, st.sampled_from(["", ".."])),
    st.just("../.."),
)
"""Valid EDTF texts of every form that the program reads."""
