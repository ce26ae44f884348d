"""Print a sound log of as many events as the first argument says, for measuring."""

from __future__ import annotations

import sys
from datetime import date, timedelta

HEAD = """schema: 1
title: A log for measuring
sectors:
  energy: {label: Energy}
  nuclear: {label: Nuclear, part_of: energy}
  arms: {label: Arms}
actors:
"""


def main() -> None:
    """Print the log; the same number gives the same bytes."""
    count = int(sys.argv[1])
    lines = [HEAD]
    lines += [f"  actor-{number}: {{name: Actor number {number}, kind: body}}\n" for number in range(200)]
    lines.append("sources:\n")
    lines += [
        f"  source-{number}: {{title: Page {number}, publisher: Press, date: 2030, url: 'https://press.example/{number}'}}\n"
        for number in range(500)
    ]
    lines.append("events:\n")
    for number in range(count):
        day = date(2021, 1, 1) + timedelta(days=number * 1500 // count)
        lines.append(
            f"""  - id: event-{number}
    date: {day if number % 5 else day.strftime("%Y-%m")}
    title: Something of some length happens for the {number}th time
    summary: >-
      A sentence or two about what happened, as long as they are in a curated log, so that reading them takes as
      long as it would there.
    kind: meeting
    sectors: [{("nuclear", "arms", "energy")[number % 3]}]
    actors: [actor-{number % 200}, actor-{(number + 7) % 200}]
    place: Naypyitaw, Myanmar
    sources: [source-{number % 500}]
"""
        )
        if number % 4 == 0 and number > 20:
            lines.append(f"    follows: [event-{number - 20}]\n")
    sys.stdout.write("".join(lines))


if __name__ == "__main__":
    main()
