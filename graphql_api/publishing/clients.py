"""The doors to the window: who gets a key, and whose key is taken back."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from graphql_api.models import ApiClient, ApiKey
from graphql_api.window.keys import fingerprint_of
from registry.errors import RuleError

LIVE_KEYS = 2
KEY_LIFE = timedelta(days=365)
PREFIX_BYTES = 6
SECRET_BYTES = 32
STORE = "published"


@dataclass(frozen=True)
class IssuedKey:
    """A new key and its text, which is shown once and kept nowhere."""

    key: ApiKey
    text: str


def issue_key(client: ApiClient, *, expires_at: datetime | None = None) -> IssuedKey:
    """A new key; the old one goes on working, so that a portal can change over."""
    prefix, secret = secrets.token_hex(PREFIX_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    text = f"spk_{prefix}_{secret}"
    with transaction.atomic(using=STORE):
        holder = ApiClient.objects.using(STORE).select_for_update().get(pk=client.pk)
        if not holder.may_enter(timezone.now()):
            raise RuleError(
                _(
                    "%(client)s is not active, so a key would open nothing. Activate the client "
                    "first, then issue the key."
                ),
                code="client_inactive",
                client=holder.name,
            )
        if holder.keys.live().count() >= LIVE_KEYS:
            raise RuleError(
                _(
                    "%(client)s has two living keys already. Revoke the one that is no longer "
                    "used, then issue a new one."
                ),
                code="too_many_keys",
                client=holder.name,
            )
        key = ApiKey.objects.using(STORE).create(
            client=holder,
            prefix=prefix,
            fingerprint=fingerprint_of(text),
            expires_at=expires_at or timezone.now() + KEY_LIFE,
        )
    return IssuedKey(key, text)


def revoke_key(key: ApiKey) -> None:
    """Take a key back; the next request with it is refused."""
    with transaction.atomic(using=STORE):
        stored = ApiKey.objects.using(STORE).select_for_update().get(pk=key.pk)
        if stored.revoked_at is not None:
            raise RuleError(
                _("This key was revoked already; it opens nothing. Nothing more is needed."),
                code="key_revoked",
            )
        stored.revoked_at = timezone.now()
        stored.save(update_fields=["revoked_at"])


def deactivate(client: ApiClient) -> None:
    """Shut a client out, with all its keys."""
    _switch(client, active=False)


def activate(client: ApiClient) -> None:
    """Let a client in again; its living keys work again."""
    _switch(client, active=True)


def _switch(client: ApiClient, *, active: bool) -> None:
    with transaction.atomic(using=STORE):
        stored = ApiClient.objects.using(STORE).select_for_update().get(pk=client.pk)
        if stored.active == active:
            sentence = (
                _("%(client)s is active already. Nothing has changed.")
                if active
                else _("%(client)s is shut out already. Nothing has changed.")
            )
            raise RuleError(sentence, code="no_change", client=stored.name)
        stored.active = active
        stored.save(update_fields=["active", "updated_at"])
