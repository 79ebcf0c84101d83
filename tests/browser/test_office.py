"""Every page of the office, found by walking through it as each kind of staff."""

import json
from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver
from django.utils import timezone

from registry.admin.urls import urlpatterns
from registry.models import Family
from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View, Visitor
from tests.browser.walking import THE_FILE, walk

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
FEED, REPORT = "/admin/registry/custodyevent/feed/", "/admin/reports/needs/"
EVENTS = (
    "national_id,first_name,last_name,marital,event,date\n"
    "0499370899,Ali,Rezaei,married,admission,{day}\n"
    "0000000000,Nobody,Nowhere,married,admission,{day}\n"
)
# Addresses of the office that are no pages, or none that a way leads to, and why.
NO_PAGES = {
    "asked by scripts": {"autocomplete", "jsi18n", "office_find_options", "registry_job_progress"},
    "files": {"registry_custodyevent_template", "registry_job_file", "office_report_file"},
    "before and after the office": {"login", "logout", "view_on_site"},
    "ways to the start page": {"app_list"},
    "ways to the file": {"registry_task_change", "registry_task_history", "registry_task_version"},
    "for work that has failed": {"registry_job_retry"},
    "for many rows at once": {"registry_task_assign"},
}


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_page_that_staff_reach_is_whole_in_every_view(visit, house, language):
    """All roles in one walk: a page is examined once, whoever is led to it."""
    examined: set[str] = set()
    faults: dict[str, list[str]] = {}
    rows = house.furnish()
    checked = send_events(visit(View(language), role="prison_social_worker"))
    take_numbers(visit(View(language), role="national_administrator"))
    house.do_long_work()
    # By another window: the first one looks again by itself when the work is done.
    waiting = send_events(visit(View(language), role="prison_social_worker"))
    rows["prison_social_worker"] += [checked, waiting]

    for role in ROLES:
        visitor = visit(View(language), role=role)
        ways = walk(visitor, role, examined, rows=rows.get(role, ()), latest_first=language == "en")
        for place in ways:
            examined.add(place.name)
            if wrong := faults_in_every_view(visitor, place.name):
                faults[f"{role}: {place.name} {place.path}"] = wrong
            visitor.look_from("wide", "light")

    assert faults == {}, json.dumps(faults, ensure_ascii=False, indent=1)
    assert {stage for stage in Family.Status if f"{THE_FILE}-{stage}" not in examined} == set()
    forgotten = never_met(examined)
    assert not forgotten, f"Forgotten on every way, or not needed: {sorted(forgotten)}"


def send_events(visitor: Visitor) -> str:
    """A prison's file, with an event that is new and a line that cannot be read; its page."""
    page = visitor.open(FEED)
    text = EVENTS.format(day=timezone.localdate() - timedelta(days=3))
    file = {"name": "events.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.set_input_files("input[type=file]", file)
    visitor.press(".feed-form button[type=submit]")
    return page.url


def take_numbers(visitor: Visitor) -> None:
    """A report that leaves the house, so that the list of those is not empty."""
    page = visitor.open(REPORT)
    token = page.input_value("[name=csrfmiddlewaretoken] >> nth=0")
    asked = {"reason": "yearly report", "csrfmiddlewaretoken": token}
    taken = visitor.context.request.post(f"{REPORT}file/", form=asked)
    assert taken.status == HTTPStatus.OK
    assert "csv" in taken.headers["content-type"]


def never_met(examined: set[str]) -> set[str]:
    """The addresses of the office that nobody's way led to."""
    several = ("index-", f"{THE_FILE}-")  # one for each role or stage
    met = {name.partition("-")[0] if name.startswith(several) else name for name in examined}
    # Nothing is deleted here; what may be added to, its own list says.
    known = {name for name in addresses() if not name.endswith(("_delete", "_add"))}
    return known - met - set().union(*NO_PAGES.values())


def addresses() -> Iterator[str]:
    """The names of all addresses of the office."""
    ahead: list[URLPattern | URLResolver] = [*admin.site.get_urls(), *urlpatterns]
    while ahead:
        each = ahead.pop()
        if isinstance(each, URLResolver):
            ahead += each.url_patterns
        elif each.name:
            yield each.name
