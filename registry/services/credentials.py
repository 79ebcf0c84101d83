"""What a family signs in with: its tracking code and its PIN.

Both are derived from the token of its link, which nobody has stored.  So the answer to a
registration can be repeated word for word when the button was pressed twice, although the
registry keeps only a blind index of the code and a hash of the PIN.
"""

import hashlib
import hmac
from dataclasses import dataclass
from functools import cache
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.urls import reverse

from registry import codes
from registry.fields import blind_index
from registry.models import Family
from registry.services.stages import locked, require

LABEL = "family.tracking_code"


@dataclass(frozen=True)
class Credentials:
    """A code with its PIN, and what is stored of the two."""

    code: str
    pin: str
    index: str
    pin_hash: str


def derived_from(token: str) -> Credentials:
    """The credentials that belong to a link.  Hashing the PIN takes its time."""
    code = codes.tracking_code(_source("tracking code", token))
    pin = codes.pin(_source("pin", token))
    return Credentials(code, pin, tracking_index(code), make_password(pin))


def sign_in_address() -> str:
    """Where a code and a PIN open the file, as it is written down for the family."""
    return f"{settings.PUBLIC_URL}{reverse('intake:sign_in')}"


@transaction.atomic
def renew(*, family: Family) -> Credentials:
    """A new code and PIN for a family that lost its own; the old ones open nothing any more.

    Both are in the answer, once: only what is needed to recognise them is kept.
    """
    family = locked(family)
    require(family, "check documents")
    code, pin = codes.tracking_code(), codes.pin()
    fresh = Credentials(code, pin, tracking_index(code), make_password(pin))
    family.tracking_index, family.pin_hash = fresh.index, fresh.pin_hash
    family.save(update_fields=["tracking_index", "pin_hash", "updated_at"])
    return fresh


def end(family: Family) -> list[str]:
    """Let the code and PIN given so far open nothing, and end open sessions; which columns changed.

    The file then has no key until the association gives a new one to whom it has spoken with.
    """
    family.tracking_index, family.pin_hash = None, ""
    return ["tracking_index", "pin_hash"]


def tracking_index(code: str) -> str:
    """What finds a family by its code."""
    return blind_index(code, LABEL)


def family_of(code: str, number: str) -> Family | None:
    """The family that holds this code and this PIN; a wrong code takes as long as a wrong PIN."""
    family = Family.objects.filter(tracking_index=tracking_index(code)).first() if code else None
    known = family.pin_hash if family and family.pin_hash else _nobodys_hash()
    right = check_password(number, known)
    return family if family is not None and family.pin_hash and right else None


def _source(what: str, token: str) -> Random:
    message = f"{what}\0{codes.as_typed(token)}".encode()
    digest = hmac.new(bytes.fromhex(settings.INDEX_KEY), message, hashlib.sha256).digest()
    # 256 bits of a keyed hash are the seed: what comes out cannot be foreseen without the key.
    return Random(digest)  # noqa: S311


@cache
def _nobodys_hash() -> str:
    """A hash that no PIN opens, made once by the hasher in use."""
    return make_password(codes.symbols(codes.TRACKING_SYMBOLS))
