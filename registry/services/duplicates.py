"""One family, one open file: the same person is not served twice, and nobody is told of others.

The same national ID in an open file decides at once: the registration joins that file, if it
is its head's own number or the association has verified the file.  A number that somebody
merely wrote into an unverified file takes nobody in: else, whoever knows a stranger's number
could keep her from a file of her own.  There, and for likeness of names, years and
telephones, the national desk is asked to look.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from django.db import connection
from django.db.models import Q, QuerySet

from permissions.reach import everything
from registry.fields import blind_index
from registry.models import Family, Member, PotentialDuplicate, Task
from registry.services.cartable import open_task
from registry.text import fold

SAME_ID = 100
NAME, BIRTH, COUNTY, PHONE = 40, 30, 10, 70
ENOUGH, MOST = 80, 100
LOOKED_AT = 200
VERIFIED = (Family.Status.VERIFIED, Family.Status.ASSESSED)

Method = PotentialDuplicate.Method


def indexes_of(national_ids: Iterable[str]) -> list[str]:
    """The blind indexes under which members with these national IDs are found."""
    found = {blind_index(number, "member.national_id") for number in national_ids if number}
    return sorted(found)


def open_file_of(indexes: list[str], head: list[str]) -> Family | None:
    """The open file these people belong to; `head` is the number of who writes."""
    holders = Member.objects.filter(national_id_index__in=indexes).values("family")
    own = Member.objects.filter(national_id_index__in=head, relation=Member.Relation.HEAD)
    trusted = Q(status__in=VERIFIED) | Q(pk__in=own.values("family"))
    return Family.objects.open().filter(trusted, pk__in=holders).order_by("pk").first()


def later_of(pair: PotentialDuplicate) -> Family:
    """The file that is closed if the two are one family."""
    return in_order(pair)[1]


def in_order(pair: PotentialDuplicate) -> list[Family]:
    """Both files, the one that was opened first before the other."""
    return sorted((pair.family, pair.other), key=lambda file: (file.opened_at, file.pk))


def closed_as_duplicate(family: Family) -> bool:
    """Whether this family goes on in an earlier file, and not in this one."""
    with everything("only the national desk sees the pairs"):
        pairs = pairs_of(family).filter(status=PotentialDuplicate.Status.DUPLICATE)
        return any(later_of(pair) == family for pair in pairs.select_related("family", "other"))


def pairs_of(family: Family) -> "QuerySet[PotentialDuplicate]":
    return PotentialDuplicate.objects.filter(Q(family=family) | Q(other=family))


def undecided(family: Family) -> bool:
    """Whether the desk was asked about this file and has not decided."""
    with everything("only the national desk sees the pairs"):
        asked = PotentialDuplicate.Status.OPEN
        return PotentialDuplicate.objects.filter(family=family, status=asked).exists()


def goes_on_elsewhere(family: Family) -> bool:
    """Whether somebody of it is in another open file, from now on until this is stored."""
    people = family.members.exclude(national_id_index=None)
    indexes = sorted(people.values_list("national_id_index", flat=True))
    hold(indexes)
    holders = Member.objects.filter(national_id_index__in=indexes).values("family")
    return Family.objects.open().filter(pk__in=holders).exclude(pk=family.pk).exists()


def hold(indexes: list[str]) -> None:
    """Let two registrations of the same person wait for each other until one is stored.

    SQLite has one writer at a time anyway.  On PostgreSQL a lock on the number itself is
    needed, because the row that would tell is not there yet.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for index in indexes:
            digest = hashlib.sha256(index.encode()).digest()[:8]
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, "big", signed=True)]
            )


def ask_about_likeness(family: Family) -> None:
    """Let the national desk look at files that may be the same family."""
    members = list(family.members.all())
    known = {side for pair in pairs_of(family) for side in (pair.family_id, pair.other_id)}
    found = False
    for other in _candidates(family, members):
        if other.pk in known:
            continue
        method, score = likeness(family, members, other, list(other.members.all()))
        if score >= ENOUGH:
            PotentialDuplicate.objects.create(
                family=family, other=other, method=method, score=score
            )
            found = True
    if found:
        open_task(family, Task.Kind.CHECK_DUPLICATE)


def _candidates(family: Family, members: list[Member]) -> Iterator[Family]:
    """Only what can reach the score: the same telephone, the same number, or name and county.

    A file that has ended is no second file of anybody; it is asked about only where a person in
    it has the same number, so that the desk learns that somebody has come back.
    """
    keys = [fold(f"{member.first_name}{member.last_name}") for member in members]
    indexes = indexes_of(member.national_id for member in members)
    namesakes = Member.objects.filter(search_key__in=keys, family__county=family.county)
    same_numbers = Member.objects.filter(national_id_index__in=indexes)
    alike = Q(pk__in=namesakes.values("family"))
    if family.phone:
        alike |= Q(phone_index=blind_index(family.phone, "family.phone"))
    asked = (alike & ~Q(status__in=Family.ENDED)) | Q(pk__in=same_numbers.values("family"))
    others = Family.objects.filter(asked).exclude(pk=family.pk).prefetch_related("members")
    yield from others.order_by("-pk")[:LOOKED_AT]


def likeness(
    family: Family, members: list[Member], other: Family, theirs: list[Member]
) -> tuple[PotentialDuplicate.Method, int]:
    """By what two files are alike, and how much."""
    if {m.national_id for m in members if m.national_id} & {m.national_id for m in theirs}:
        return Method.NATIONAL_ID, SAME_ID
    person = max((_alike(a, b) for a in members for b in theirs), default=0)
    county = COUNTY if family.county_id == other.county_id else 0
    phone = PHONE if family.phone and family.phone == other.phone else 0
    method = Method.PHONE if phone else Method.NAME_AND_BIRTH
    return method, min(MOST, person + county + phone)


def _alike(one: Member, other: Member) -> int:
    """The same name; then, the same year of birth as well."""
    if not same_name(one, other):
        return 0
    return NAME + BIRTH if same_year(one, other) else NAME


def same_name(one: Member, other: Member) -> bool:
    return fold(str(one)) == fold(str(other))


def same_year(one: Member, other: Member) -> bool:
    if one.birth_date is None or other.birth_date is None:
        return False
    return one.birth_date.year == other.birth_date.year


@dataclass(frozen=True)
class Match:
    """A person of one file who is like a person of another."""

    one: Member
    other: Member
    name: bool
    year: bool
    number: bool


def matches(members: Iterable[Member], theirs: Iterable[Member]) -> list[Match]:
    """Whoever has the same national ID or the same name in both files, the surest first."""
    found = []
    for one, other in product(members, theirs):
        number = bool(one.national_id) and one.national_id == other.national_id
        name = same_name(one, other)
        if number or name:
            found.append(Match(one, other, name, same_year(one, other), number))
    return sorted(found, key=lambda each: (each.number, each.year), reverse=True)
