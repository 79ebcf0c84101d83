"""The plain way beside ours: the stock list counts everything, skips rows and scans for words."""

import sys
import time
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import DatabaseError, connection

from permissions.counting import counted
from permissions.cursors import seal
from permissions.paging import FORWARD, order_of, page_of, written
from permissions.reach import Reach, reaching
from registry import statistics
from registry.models import Family
from registry.search import matching, words_of
from tests.registry import plain_counts

ORDER = ("-opened_at", "-pk")
WORDS = "زهرا محمدی"


def compare(user) -> None:
    """Each pair in one run, as somebody who sees the whole country; only the database's part."""
    rows = Family.objects.order_by(*ORDER)
    with reaching(Reach.of(user)):
        half = settings.FAMILIES // 20  # further in, the plain way is cut off after five seconds
        word = word_after(rows, half)
        order = order_of(Family, ORDER)
        pairs = {
            "count the list": (rows.count, lambda: counted(rows)),
            "a page far in": (
                lambda: list(rows[half : half + 50]),
                lambda: page_of(rows, order, 50, word),
            ),
            "search two names": (
                lambda: list(rows.filter(search_key__icontains=words_of(WORDS)[0])[:50]),
                lambda: matching(Family, words_of(WORDS), user),
            ),
            "the numbers of the start page": (
                lambda: plain_counts.flow(Family.objects.all()),
                lambda: statistics.flow(statistics.counted_for(user)),
            ),
        }
        say(f"\n{'the plain way, ours, ratio':34}")
        for name, (plain, ours) in pairs.items():
            one, other = timed(plain), timed(ours)
            say(f"  {name:32} {one:9.1f} ms {other:9.1f} ms {one / other:8.1f} x")


def word_after(rows, place: int) -> str:
    order = order_of(Family, ORDER)
    about = ",".join(["registry.Family", *(f"{c.name}{c.descending:d}" for c in order)])
    with as_long_as_it_takes():
        return seal([FORWARD, *written(order, rows[place])], about)


@contextmanager
def as_long_as_it_takes():
    """To find the place is no part of what is measured; pages are cut off after five seconds."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        yield
        cursor.execute("SET statement_timeout = 5000")


def timed(work) -> float:
    started = time.perf_counter()
    with suppress(DatabaseError):  # cut off: it took at least as long as that
        work()
    return (time.perf_counter() - started) * 1000


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
