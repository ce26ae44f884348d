"""`mmru thread`."""

from __future__ import annotations

import pytest

from running import run

# arguments: what is printed, what is not printed, the note
PRINTED: dict[str, tuple[str, str, str]] = {
    "coal-talks": ("Rudolf V crowned", "First treaty", "5 events; the last 5 to 6 years after the first\n"),
    "coal-talks --up": ("Rudolf V crowned", "First coal train", "2 events; the last 6 to 7 months after the first\n"),
    "coal-talks --down": ("Second railway", "Rudolf V crowned", "4 events; the last 4 to 5 years after the first\n"),
    "coal-talks --up --down": ("Rudolf V crowned", "First treaty", "5 events; the last 5 to 6 years after the first\n"),
    "coal-ta": ("Talks on coal", "First treaty", "5 events; the last 5 to 6 years after the first\n"),
    "COAL-TA": ("Talks on coal", "First treaty", "5 events; the last 5 to 6 years after the first\n"),
    "": ("coronation\tsecond-railway\t5\t5", "First treaty", "1 thread\n"),
    "old-treaty": (
        "First treaty",
        "Talks on coal",
        "according to the log, nothing led to this event and nothing followed from it\n",
    ),
    "coronation --up": ("Rudolf V crowned", "Talks on coal", "according to the log, nothing led to this event\n"),
    "second-railway --down": (
        "Second railway",
        "Talks on coal",
        "according to the log, nothing followed from this event\n",
    ),
}


@pytest.mark.parametrize("arguments", PRINTED)
def test_thread(arguments: str) -> None:
    shown, hidden, note = PRINTED[arguments]
    outcome = run("thread", *arguments.split())
    assert (outcome.code, outcome.err) == (0, note)
    assert shown in outcome.out
    assert hidden not in outcome.out


@pytest.mark.parametrize("arguments", ["coal-talks", "coal-talks --up --down"])
def test_without_a_direction_or_with_both_the_whole_thread_is_printed(arguments: str) -> None:
    outcome = run("thread", *arguments.split())
    assert "Rudolf V crowned" in outcome.out
    assert "Second railway" in outcome.out


# arguments: the error message
REFUSED: dict[str, str] = {
    "--up": "mmru: --up needs an event\n      give its id: mmru thread ID\n",
    "--down": "mmru: --down needs an event\n      give its id: mmru thread ID\n",
    "--down --up": "mmru: --up needs an event\n      give its id: mmru thread ID\n",
    "coal-tracks": "mmru: unknown event 'coal-tracks'\n      did you mean 'coal-talks' or 'coal-treaty'?\n",
    "coal-dinner": "mmru: event 'coal-dinner' was withdrawn: merged\n      see 'coal-treaty-dinner' instead\n",
    "elopement": "mmru: event 'elopement' was withdrawn: no source was found\n",
    "coal-t": (
        "mmru: event id 'coal-t' is ambiguous (3 matches)\n"
        "      write one of coal-talks, coal-treaty, coal-treaty-dinner\n"
    ),
}


@pytest.mark.parametrize("arguments", REFUSED)
def test_refused_arguments_exit_with_2(arguments: str) -> None:
    outcome = run("thread", *arguments.split())
    assert (outcome.code, outcome.out, outcome.err) == (2, "", REFUSED[arguments])


def test_log_without_threads_has_a_note() -> None:
    log = b"schema: 1\ntitle: A\nevents:\n  - {id: a, date: 2021, title: Alone}\n"
    outcome = run("thread", log="-", stdin=log)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err.endswith("none of these events follows another\n")


def _log_with_threads(number: int) -> bytes:
    """A log of so many threads of two events each."""
    events = "".join(
        f"  - {{id: cause-{n}, date: 2021, title: Cause {n}, sources: [s]}}\n"
        f"  - {{id: result-{n}, date: 2022, title: Result {n}, sources: [s], follows: [cause-{n}]}}\n"
        for n in range(number)
    )
    return f"schema: 1\ntitle: A\nsources: {{s: {{title: S, publisher: P}}}}\nevents:\n{events}".encode()


@pytest.mark.parametrize(("options", "shown"), [([], 12), (["--limit", "3"], 3), (["--limit", "99"], 12)])
def test_threads_are_listed_up_to_the_limit(options: list[str], shown: int) -> None:
    outcome = run("thread", *options, log="-", stdin=_log_with_threads(12))
    assert outcome.code == 0
    assert len(outcome.out.splitlines()) == shown
    assert outcome.err.endswith("12 threads\n" if shown == 12 else f"{shown} of 12 threads\n")


def test_threads_have_an_event_that_is_asked_for() -> None:
    log = _log_with_threads(3)
    outcome = run("thread", "--words", "result 1", log="-", stdin=log)
    assert outcome.out == "2021\tcause-1\tresult-1\t2\t2\tCause 1\n"
    nothing = run("thread", "--on", "1750", "--exit-code", log="-", stdin=log)
    assert (nothing.code, nothing.out) == (3, "")
    both = run("thread", "cause-1", "--on", "1750", log="-", stdin=log)
    assert both.err.startswith("mmru: an event cannot be combined with filters\n")
