"""Who asks.  A key opens the window; a cookie never does."""

import hmac
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.db import connections
from django.utils import timezone

from graphql_api.models import ApiClient, ApiKey, KeyUse
from graphql_api.stores import BUDGET, WINDOW

KEY = re.compile(r"spk_([0-9a-z]{12})_[A-Za-z0-9_-]{43}")
BEARER = re.compile(r"[Bb]earer +(\S{1,200}) *")
NOBODY = sha256(secrets.token_bytes(32)).hexdigest()  # compared when there is nothing to compare

_noted: dict[str, str] = {}  # the day this process last noted a use, per key


@dataclass(frozen=True)
class Caller:
    """The client that asks, and with which key."""

    client: ApiClient
    key: ApiKey


def fingerprint_of(key: str) -> str:
    """256 random bits need no slow hash."""
    return sha256(key.encode()).hexdigest()


def caller(authorization: str) -> Caller | None:
    """The caller, or None: unknown, dead, expired and malformed keys are all nobody."""
    bearer = BEARER.fullmatch(authorization)
    text = bearer[1] if bearer else ""
    parts = KEY.fullmatch(text)
    key = _stored(parts[1]) if parts else None
    same = hmac.compare_digest(key.fingerprint if key else NOBODY, fingerprint_of(text))
    if key is None or not same or not _opens(key):
        return None
    return Caller(key.client, key)


def _stored(prefix: str) -> ApiKey | None:
    return ApiKey.objects.using(WINDOW).select_related("client").filter(prefix=prefix).first()


def _opens(key: ApiKey) -> bool:
    now = timezone.now()
    alive = key.revoked_at is None and (key.expires_at is None or key.expires_at > now)
    return alive and key.client.may_enter(now)


def note_use(key: ApiKey) -> None:
    """Remember the day a key was last used: at most one write per day and process."""
    today = timezone.localdate()
    if _noted.get(key.prefix) == today.isoformat():
        return
    with connections[BUDGET].cursor() as cursor:
        table = connections[BUDGET].ops.quote_name(KeyUse._meta.db_table)
        cursor.execute(
            f"INSERT INTO {table} (prefix, last_used_on) VALUES (%s, %s) "  # noqa: S608 -- our own table's name
            "ON CONFLICT (prefix) DO UPDATE SET last_used_on = excluded.last_used_on",
            [key.prefix, today],
        )
    _noted[key.prefix] = today.isoformat()
