"""The roles of the house and what each may do; the list itself is data (fixtures/roles.json)."""

import json
from functools import cache

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from permissions.vocabulary import Permission


class Role(models.TextChoices):
    NATIONAL_ADMINISTRATOR = "national_administrator", _("national administrator")
    EXECUTIVE_VIEWER = "executive_viewer", _("executive viewer")
    INSPECTOR = "inspector", _("oversight inspector")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("data-protection officer")
    MANAGER = "manager", _("association manager")
    SOCIAL_WORKER = "social_worker", _("social worker")
    FINANCE_OFFICER = "finance_officer", _("finance officer")
    PRISON_SOCIAL_WORKER = "prison_social_worker", _("prison social worker")
    AFTERCARE_OFFICER = "aftercare_officer", _("aftercare officer")

    @classmethod
    def at(cls, place: str | None) -> list[str]:
        """The roles held at this kind of place; None is the national office."""
        return [role.value for role in cls if _HELD_AT.get(role.value) == place]

    @property
    def permissions(self) -> frozenset[Permission]:
        return _table()[self.value]


_HELD_AT = {
    "manager": "association",
    "social_worker": "association",
    "finance_officer": "association",
    "prison_social_worker": "prison",
    "aftercare_officer": "province",
}


@cache
def _table() -> dict[str, frozenset[Permission]]:
    """What fixtures/roles.json says; an unknown word there stops the start."""
    text = (settings.BASE_DIR / "fixtures" / "roles.json").read_text(encoding="utf-8")
    return {
        role: frozenset(Permission[word] for word in words)
        for role, words in json.loads(text).items()
    }
