"""Every page of the office, found by walking through it as each kind of staff."""

import json

import pytest
from django.contrib import admin

from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View
from tests.browser.walking import walk

pytestmark = pytest.mark.browser
ROLES = [
    "national_administrator",
    "executive_viewer",
    "inspector",
    "data_protection_officer",
    "manager",
    "social_worker",
    "finance_officer",
    "prison_social_worker",
    "aftercare_officer",
]
# Each language is walked by one process: it remembers what was examined already.
LANGUAGES = [
    pytest.param(language, marks=pytest.mark.xdist_group(language)) for language in ("fa", "en")
]


@pytest.fixture(scope="session")
def examined():
    """What was looked at already, by language: a page is examined once, whoever opens it."""
    return {"fa": set(), "en": set()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_staff_reach_is_whole_in_every_view(visit, examined, role, language):
    visitor = visit(View(language), role=role)
    faults = {}

    for place in walk(visitor, role, known=examined[language]):
        examined[language].add(place.name)
        if wrong := faults_in_every_view(visitor, place.name):
            faults[f"{place.name} {place.path}"] = wrong
        visitor.look_from("wide", "light")

    assert faults == {}, json.dumps(faults, ensure_ascii=False, indent=1)


@pytest.mark.xdist_group("en")
def test_each_model_of_the_office_is_on_somebodys_way(examined):
    """A page that nobody is led to is either forgotten or not needed."""
    reached = {name.rpartition("_change")[0] for names in examined.values() for name in names}
    registered = {
        f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry
    }
    if not reached:
        pytest.skip("The walks above did not run.")

    assert registered - reached == set()
