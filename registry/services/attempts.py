"""How often somebody may be wrong: codes and PINs are guessed by nobody, and nobody is shut out.

*Links* need no limit.  A token has 140 bits (2^140): with a million links open (2^20), at ten
thousand tries a second for ten years (2^52), the chance to hit one is 2^-68.  So a right link
always opens, and a village behind one address is not shut out by its own slips.  Wrong ones are
counted for the record, up to a number: beyond it nobody can make the house write.

*PINs* have six digits (2^20) behind a code of fifty bits.  Without a code there is nothing to
try: with a million files, one try in 2^50 is right.  For one code, five wrong PINs in a quarter
of an hour are heard from an address, and fifteen from all: 1,440 a day, of a million.  A phone
the family has signed in with before has five tries of its own, so that whoever knows the code
shuts the family out of nothing; a new code from the association leaves him behind.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from permissions.reach import everything
from registry.fields import blind_index
from registry.models import Attempt

WINDOW = timedelta(minutes=15)
WRONG_LINKS_COUNTED = 30
WRONG_PINS = 5
WRONG_PINS_FROM_ANYWHERE = 15


@dataclass(frozen=True)
class Limit:
    """So many failures in a window for this key, then no more are heard."""

    key: str
    most: int


def links_from(address: str) -> Limit:
    return Limit(blind_index(address, "attempt.link"), WRONG_LINKS_COUNTED)


def pins_of(code: str, address: str, *, known: bool) -> list[Limit]:
    """The limits for a code, on a phone that has signed in with it before or on a strange one."""
    if known:
        return [Limit(blind_index(code, "attempt.known"), WRONG_PINS)]
    code = code or "-"
    return [
        Limit(blind_index(f"{code} {address}", "attempt.pair"), WRONG_PINS),
        Limit(blind_index(code, "attempt.code"), WRONG_PINS_FROM_ANYWHERE),
    ]


def exhausted(limits: Iterable[Limit]) -> bool:
    """Whether one of these limits is reached; then even the right answer is not heard."""
    most = {limit.key: limit.most for limit in limits}
    with everything("failures are counted before anybody is known"):
        standing = Attempt.objects.since(timezone.now() - WINDOW).filter(key__in=most)
        return any(attempt.count >= most[attempt.key] for attempt in standing)


@transaction.atomic
def note_failure(limits: Iterable[Limit]) -> None:
    """Count one more failure for each key; a window that has passed begins anew."""
    now = timezone.now()
    with everything("failures are counted before anybody is known"):
        for limit in limits:
            attempt, _new = Attempt.objects.get_or_create(
                key=limit.key, defaults={"window_began_at": now}
            )
            running = Attempt.objects.since(now - WINDOW).filter(pk=attempt.pk)
            if not running.update(count=F("count") + 1, updated_at=now):
                Attempt.objects.filter(pk=attempt.pk).update(
                    count=1, window_began_at=now, updated_at=now
                )
