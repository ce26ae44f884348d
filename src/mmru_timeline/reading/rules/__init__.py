"""The rules over a whole log, one module per family."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from mmru_timeline.reading import nodes, records, syntax, values
from mmru_timeline.reading.diagnostics import Code, Located, Severity
from mmru_timeline.reading.draft import Draft, Path
from mmru_timeline.reading.rules import chronology, evidence, identity, links
from mmru_timeline.reading.rules.rule import Report, Rule, rule


@rule(Severity.WARNING)
def useless_allow(draft: Draft, report: Report) -> None:
    """An event's `allow` names a code that is not reported for the event. The `allow` at the top level of a log states
    what the whole log does not follow, so it may name a code that is not reported.

    Remedy:
        Delete it from `allow`. If the code is not about events, move it to the `allow` at the top level of the log.

    Fails:
        - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow],
           allow: [no-source]}

    Passes:
        - {id: pump-closed, date: 1854-09-08, title: Broad Street pump closed,
           sources: [snow]}
    """
    # What could not be read may be what causes the diagnostic.
    for index, event in draft.events.items() if draft.is_complete else ():
        for position, code in enumerate(event.allow):
            if (index, code) not in draft.silenced:
                message = f"{code} is not reported for this event"
                is_elsewhere = any(each.code == code for each in draft.document.diagnostics)
                hint = (
                    "move it to the `allow` at the top level of the log, or delete it" if is_elsewhere else "delete it"
                )
                report(("events", index, "allow", position), message, hint)


# useless_allow comes last, because it needs to know what all others found.
RULES: tuple[Rule, ...] = (*identity.RULES, *links.RULES, *evidence.RULES, *chronology.RULES, useless_allow)
"""Every rule over a whole log, in the order in which they run."""

CODES: Mapping[str, Code] = {
    code.name: code
    for code in (*syntax.CODES, *nodes.CODES, *values.CODES, *records.CODES, *(each.code for each in RULES))
}
"""Every code that a diagnostic can have, in the order in which a log is read."""

WARNING_CODES = tuple(code.name for code in CODES.values() if code.severity is not Severity.ERROR)
"""The codes that an event or a log can `allow`."""


def apply_rules(draft: Draft) -> None:
    """Check a draft against every rule; warnings and notes that an event allows are not reported."""
    for each in RULES:
        each.check(draft, partial(_report, draft, each.code))


def _report(draft: Draft, code: Code, path: Path, message: str, hint: str, *, where: Located | None = None) -> None:
    index = path[1] if path[:1] == ("events",) and len(path) > 1 else None
    # An `allow` that is useless cannot be made useful by allowing that.
    can_be_allowed = code.severity is not Severity.ERROR and code is not useless_allow.code
    if isinstance(index, int) and can_be_allowed and code.name in draft.events[index].allow:
        draft.silenced.add((index, code.name))
        return
    draft.document.report(code, where or draft.node_at(path), message, hint)
