"""Every page of the office, found by walking through it as each kind of staff."""

import json

import pytest
from django.contrib import admin

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
PHONE, DESK = View("fa", "phone", "light"), View("en", "wide", "dark")
# Each view is walked by one process: it remembers what was examined already.
VIEWS = [
    pytest.param(PHONE, marks=pytest.mark.xdist_group("phone")),
    pytest.param(DESK, marks=pytest.mark.xdist_group("desk")),
]


@pytest.fixture(scope="module")
def examined():
    """What was looked at already, by view: a page is examined once, whoever opens it."""
    return {view: set() for view in (PHONE, DESK)}


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_staff_reach_is_whole(visit, examined, role, view):
    visitor = visit(view, role=role)
    faults = {}

    for place in walk(visitor, f"start-{role}", known=examined[view]):
        if place.name in examined[view]:
            continue
        examined[view].add(place.name)
        if wrong := visitor.examine(place.name):
            faults[f"{place.name} {place.path}"] = wrong

    assert faults == {}, json.dumps(faults, ensure_ascii=False, indent=1)


@pytest.mark.xdist_group("desk")
def test_each_model_of_the_office_is_on_somebodys_way(examined):
    """A page that nobody is led to is either forgotten or not needed."""
    reached = {name.rsplit("-", 1)[0] for names in examined.values() for name in names}
    registered = {
        f"{model._meta.app_label}-{model._meta.model_name}" for model in admin.site._registry
    }
    if not reached:
        pytest.skip("The walks above did not run.")

    assert registered - reached == set()
