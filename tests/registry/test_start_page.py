"""What each role's day begins with, and what it does not show."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.calendar import GREGORIAN_MONTHS, JALALI_MONTHS, day_in_tehran, jalali
from audit.signature import acting
from permissions.access import access_of
from registry.models import Family, Task
from registry.services.cartable import open_task
from tests import world

START = reverse("admin:index")


@pytest.fixture
def start(client):
    def of(user, **query):
        client.force_login(user)
        answer = client.get(START, query)
        assert answer.status_code == 200
        return answer

    return of


def waiting(association, name, **facts):
    """A family of the association with a first contact to make."""
    family = world.family(association, contact_name=name)
    return open_task(family, Task.Kind.FIRST_CONTACT, **facts)


def test_a_social_worker_finds_her_association_s_tasks_and_nobody_else_s(
    start, tehran, shiraz, maryam
):
    waiting(tehran, "Zahra of Tehran", assignee=maryam)
    late = timezone.now() - timedelta(days=30)
    waiting(tehran, "Leila of Tehran", since=late)
    waiting(shiraz, "Zahra of Shiraz")

    page = start(maryam)

    heaps = {heap.key: heap.count for heap in page.context["start"].cartable.heaps}
    assert heaps == {
        "own": "2",
        "mine": "1",
        "new": "2",
        "late": "1",
        "next": heaps["next"],
        "all": "2",
    }
    text = page.content.decode()
    assert "Zahra of Tehran" in text
    assert "late" in text
    assert "Shiraz" not in text


def test_a_task_leads_to_its_step_and_an_inspector_to_the_file(start, tehran, maryam, nasrin):
    family = waiting(tehran, "Zahra of Tehran").family
    step = reverse("admin:registry_family_contact", args=[family.pk])
    file = reverse("admin:registry_family_change", args=[family.pk])

    assert step in start(maryam).content.decode()
    seen = start(nasrin, association=tehran.code).content.decode()
    assert file in seen
    assert step not in seen


def test_the_heaps_show_what_they_count(start, tehran, maryam):
    waiting(tehran, "Her own", assignee=maryam)
    waiting(tehran, "Free for anybody")

    text = start(maryam, show="mine").content.decode()

    assert "Her own" in text
    assert "Free for anybody" not in text


def test_an_empty_cartable_says_so(start, maryam):
    assert "Nothing waits for you" in start(maryam).content.decode()
    assert "Nothing waits here" in start(maryam, show="all").content.decode()


def test_an_inspector_opens_the_cartable_of_any_association(start, tehran, shiraz, nasrin):
    waiting(tehran, "Zahra of Tehran")
    with acting("Reza", reason="test", role="social_worker", place="شیراز / Shiraz House"):
        waiting(shiraz, "Zahra of Shiraz")

    text = start(nasrin, association=shiraz.code).content.decode()

    assert "Zahra of Shiraz" in text
    assert "Zahra of Tehran" not in text
    assert "Latest changes of files" in text
    assert ">Shiraz House<" in text
    assert "social_worker" not in text


def test_a_social_worker_cannot_choose_whose_cartable_it_is(start, tehran, shiraz, maryam):
    waiting(shiraz, "Zahra of Shiraz")

    text = start(maryam, association=shiraz.code).content.decode()

    assert "Zahra of Shiraz" not in text
    assert "Latest changes" not in text


def test_the_national_office_begins_with_what_no_association_has(start, tehran, laleh):
    waiting(tehran, "Zahra of Tehran")
    family = world.family(None, status="returned", contact_name="Zahra of nowhere")
    open_task(family, Task.Kind.REROUTE)

    page = start(laleh)

    text = page.content.decode()
    assert "Zahra of nowhere" in text
    assert "Zahra of Tehran" not in text
    spots = {spot.name: spot.open for spot in page.context["start"].network.spots}
    assert spots["Tehran"] == "2"
    assert spots["Fars"] == "0"


def test_an_executive_sees_numbers_and_never_a_file(start, client, tehran, omid):
    waiting(tehran, "Zahra of Tehran")

    text = start(omid).content.decode()

    assert "Open files" in text
    assert "Zahra" not in text
    rules = {model: access_of(model) for model in admin.site._registry}
    # Her own long work is hers to see; everything else belongs to somebody.
    files = [model for model, rule in rules.items() if not rule.public and rule.own is None]
    assert Family in files
    for model in files:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 403, name


def test_a_manager_reads_the_numbers_of_her_own_association(start, tehran, shiraz, sara):
    waiting(tehran, "Zahra of Tehran")
    for number in range(3):
        waiting(shiraz, f"Zahra {number} of Shiraz")

    page = start(sara).context["start"]

    assert {number.label: number.value for number in page.numbers}["Open files"] == "1"
    assert page.network is None


def test_this_month_is_named_because_it_begins_on_another_day_in_each_calendar(start, sara):
    labels = {}
    for language in ("fa", "en"):
        sara.language = language
        sara.save()
        labels[language] = [each.label for each in start(sara).context["start"].numbers]

    today = day_in_tehran(timezone.now())
    assert f"Registered in {GREGORIAN_MONTHS[today.month - 1]} {today.year}" in labels["en"]
    assert any(JALALI_MONTHS[jalali(today)[1] - 1] in label for label in labels["fa"])


def test_a_prison_s_social_worker_finds_prisoners_and_invitations(start, evin, adelabad, kaveh):
    world.prisoner(evin)
    world.prisoner(adelabad)

    page = start(kaveh)

    numbers = {number.label: number.value for number in page.context["start"].numbers}
    assert numbers["Prisoners in custody"] == "1"
    assert "Issue an invitation" in page.content.decode()
    assert "Choose the prisoner" in page.content.decode()
    ways = {number.label: number.url for number in page.context["start"].numbers}
    assert ways["Invitations still open"].endswith("?stage=open")
    assert "released" not in ways["Prisoners in custody"]
    assert "custody=convicted" in ways["Prisoners in custody"]
    assert page.context["start"].cartable is None


def test_a_longer_cartable_costs_no_more_queries(start, tehran, maryam):
    waiting(tehran, "Zahra", assignee=maryam)
    start(maryam)
    with CaptureQueriesContext(connection) as few:
        start(maryam)
    for number in range(8):
        waiting(tehran, f"Zahra {number}", assignee=maryam)

    with CaptureQueriesContext(connection) as many:
        start(maryam)

    assert len(many) <= len(few)
    assert len(many) <= 20


def test_the_network_costs_the_same_however_many_files_there_are(start, tehran, laleh):
    start(laleh)
    with CaptureQueriesContext(connection) as few:
        start(laleh)
    for number in range(5):
        waiting(tehran, f"Zahra {number}")

    with CaptureQueriesContext(connection) as many:
        start(laleh)

    # A median is read only where somebody has waited.
    assert len(many) <= len(few) + 6
    assert len(many) <= 45


def test_the_day_is_jalali_in_persian_and_gregorian_in_english(start, maryam):
    maryam.language = "fa"
    maryam.save()
    persian = start(maryam).content.decode()
    maryam.language = "en"
    maryam.save()
    english = start(maryam).content.decode()

    assert "۱۴" in persian
    assert "کارتابل" in persian
    assert 'dir="rtl"' in persian
    assert str(timezone.localdate().year) in english
    assert 'dir="ltr"' in english
