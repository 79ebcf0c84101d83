"""How often somebody may be wrong: links and PINs are guessed by nobody.

Only failures are counted, in windows of a quarter of an hour; families behind one address of a
mobile network do not lock each other out by registering.
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
WRONG_LINKS = 30
WRONG_PINS = 5
WRONG_PINS_FROM_ONE_ADDRESS = 30


@dataclass(frozen=True)
class Limit:
    """So many failures in a window for this key, then no more are heard."""

    key: str
    most: int


def links_from(address: str) -> Limit:
    return Limit(blind_index(address, "attempt.link"), WRONG_LINKS)


def pins_from(address: str) -> Limit:
    return Limit(blind_index(address, "attempt.address"), WRONG_PINS_FROM_ONE_ADDRESS)


def pins_of(code: str) -> Limit:
    return Limit(blind_index(code or "-", "attempt.code"), WRONG_PINS)


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
