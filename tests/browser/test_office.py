"""Every page of the office, found by walking through it as each kind of staff."""

import json

import pytest
from django.contrib import admin

from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View
from tests.browser.walking import walk

pytestmark = pytest.mark.browser
# Whoever sees the most on a page comes first.
ROLES = [
    "national_administrator",
    "social_worker",
    "manager",
    "prison_social_worker",
    "aftercare_officer",
    "finance_officer",
    "executive_viewer",
    "inspector",
    "data_protection_officer",
]


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_page_that_staff_reach_is_whole_in_every_view(visit, language):
    """All roles in one walk: a page is examined once, whoever is led to it."""
    examined: set[str] = set()
    faults: dict[str, list[str]] = {}

    for role in ROLES:
        visitor = visit(View(language), role=role)
        for place in walk(visitor, role, examined, latest_first=language == "en"):
            examined.add(place.name)
            if wrong := faults_in_every_view(visitor, place.name):
                faults[f"{role}: {place.name} {place.path}"] = wrong
            visitor.look_from("wide", "light")

    assert faults == {}, json.dumps(faults, ensure_ascii=False, indent=1)
    assert never_met(examined) == set(), "Either forgotten on every way, or not needed."


def never_met(examined: set[str]) -> set[str]:
    """The models of the office that nobody's way led to."""
    reached = {name.rpartition("_change")[0] for name in examined}
    return {
        name
        for model in admin.site._registry
        if (name := f"{model._meta.app_label}_{model._meta.model_name}") not in reached
    }
