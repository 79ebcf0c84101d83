"""How long the office's pages take on a large ground, and how many queries each asks.

`python -m tests.bench.office`, after `tests.bench.ground`; on PostgreSQL inside
`python -m tests.bench.cluster`.  Lists are found in the admin site, so a new one is measured too.
"""

import os
import sys
from collections import defaultdict

import django

QUERIES, LIMIT = 15, {"postgresql": 150, "sqlite": 300}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    from tests.bench import pages, people, plain

    setup_test_environment()
    cast = people.cast()
    measured = []
    chosen = sys.argv[1:]
    for label, user in cast.items():
        if chosen and label not in chosen:
            continue
        for one in pages.measured(user):
            measured.append((label, one))
            report(label, one, LIMIT[connection.vendor])
    summary(measured, LIMIT[connection.vendor])
    if not chosen or "plain" in chosen:
        plain.compare(cast["nation"])
    return 0


def report(label, one, limit) -> None:
    over = " <<" if one.ms > limit or one.queries > QUERIES else ""
    told = f"{one.ms:7.1f} ms {one.clock:8.1f} on the clock {one.queries:3} queries"
    say(f"  {label:10} {told}  {one.kind:12} {one.name}{over}")


def summary(measured, limit) -> None:
    say(f"\n{'':34}{'half within':>12}{'slowest':>10}{'queries':>9}{'pages':>7}{'over':>6}")
    groups = defaultdict(list)
    for label, one in measured:
        groups[label, one.kind].append(one)
    for (label, kind), ones in groups.items():
        times = sorted(one.ms for one in ones)
        most = max(one.queries for one in ones)
        over = sum(one.ms > limit or one.queries > QUERIES for one in ones)
        middle = times[len(times) // 2]
        say(
            f"{label:20} {kind:12} {middle:9.0f} ms{times[-1]:7.0f} ms{most:9}{len(ones):7}{over:6}"
        )


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
