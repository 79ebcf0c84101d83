"""Pairs of demo files that the national desk has to look at: their people are alike in truth."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from random import Random
from uuid import UUID

from registry.models import Member, PotentialDuplicate, Task
from registry.models.record import Record
from registry.services.demo.cartables import a_task
from registry.services.duplicates import likeness

SHARE = 0.003


def namesakes(chance: Random, rows: Iterable[Record]) -> Iterator[PotentialDuplicate]:
    """Of some files the head is written down once more, in another file of the county."""
    homes: dict[UUID, list[Member]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Member):
            homes[row.family.uid].append(row)
    left = list(homes.values())
    for _pair in range(1 + int(len(left) * SHARE)):
        if len(left) < 2:  # noqa: PLR2004 -- a pair
            return
        members = left.pop(chance.randrange(len(left)))
        theirs = _partner(members[0], left)
        left.remove(theirs)
        yield _made_alike(members, theirs)


def for_the_desk(pairs: Iterable[PotentialDuplicate], now: datetime) -> Iterator[Record]:
    """The pairs, and a task for each in the national desk's cartable."""
    for pair in pairs:
        yield pair
        yield a_task(pair.family, Task.Kind.CHECK_DUPLICATE, now)


def _partner(head: Member, homes: list[list[Member]]) -> list[Member]:
    """The people of another file: best of the same county, with a head of the same sex."""

    def fits(home: list[Member]) -> tuple[bool, bool]:
        return home[0].sex == head.sex, home[0].family.county == head.family.county

    return max(homes, key=fits)


def _made_alike(members: list[Member], theirs: list[Member]) -> PotentialDuplicate:
    one, other = members[0].family, theirs[0].family
    head = _written_again(members[0], theirs[0])
    other.contact_name = f"{head.first_name} {head.last_name}"
    if one.county != other.county:
        other.phone = one.phone
    method, score = likeness(one, members, other, theirs)
    return PotentialDuplicate(family=other, other=one, method=method, score=score)


def _written_again(head: Member, other: Member) -> Member:
    other.sex = head.sex
    other.first_name, other.last_name = head.first_name, head.last_name
    other.birth_date, other.birth_date_estimated = head.birth_date, head.birth_date_estimated
    return other
