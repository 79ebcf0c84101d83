"""The demo country: believable, marked as imported, and the same again for the same seed."""

import hashlib
import json
import stat
from datetime import date, datetime, time

import pytest
from django.core.management import CommandError, call_command
from django.db import models, transaction

from audit.calendar import TEHRAN
from graphql_api.models import ApiKey, Release
from graphql_api.window.keys import fingerprint_of
from registry.identity import clean_mobile, clean_national_id
from registry.models import (
    Assessment,
    Association,
    CustodyEvent,
    Family,
    Identification,
    Invitation,
    Member,
    Membership,
    Message,
    Need,
    Prison,
    Prisoner,
    Province,
    Referral,
    Task,
    Verification,
)
from registry.services import credentials, invitations
from registry.services.custody import derive
from registry.services.demo.load import load_demo_country
from registry.services.demo.writing import ORDER
from registry.services.scoring import score
from registry.text import fold

TODAY = date(2026, 9, 1)
FAMILIES = 60
MADE_ON_THE_SPOT = {"id", "created_at", "updated_at", "tracking_index", "pin_hash", "token_hash"}


def load(families=FAMILIES, seed=7):
    return load_demo_country(families=families, seed=seed, today=TODAY, say=lambda _line: None)


def digest():
    """The content of the country, without what is secret or depends on the clock."""
    content = hashlib.sha256()
    for model in (*ORDER, Membership):
        names = [
            field.name
            for field in model._meta.local_concrete_fields
            if field.name not in MADE_ON_THE_SPOT and not isinstance(field, models.ForeignKey)
        ]
        rows = model._default_manager.exclude(expires_at__year=2099) if False else model.objects
        for row in rows.order_by("uid").values_list(*names):
            content.update(repr(row).encode())
    return content.hexdigest()


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """One small country for all the tests below, and the digest of another of the same seed."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            load()
            first = digest()
            transaction.set_rollback(True)
        with transaction.atomic():
            demo = load()
            yield demo, first
            transaction.set_rollback(True)
