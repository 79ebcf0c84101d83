"""A release from the office: seen before it is made, made once, told in sentences."""

import pytest
from django.urls import reverse

from graphql_api.models import Release
from graphql_api.publishing import publisher
from graphql_api.publishing.models import PrivacyLedger
from graphql_api.publishing.publisher import publish
from registry.models import Job
from registry.services import jobs
from registry.services.rescue import recover
from tests import world
from tests.working import work

PAGE = reverse("admin:graphql_api_release_publish")


@pytest.fixture
def press(client, laleh, tehran):
    def press_as(user=laleh, profile="small"):
        client.force_login(user)
        return client.post(PAGE, {"profile": profile}, follow=True)

    return press_as


def job_page(job):
    return reverse("admin:registry_job_change", args=[job.pk])


def test_she_sees_what_is_due_and_what_it_would_cost(client, laleh, tehran, maryam, sara):
    for consents in (True, False):
        world.need(
            world.family(tehran, status="verified", consents=consents),
            status="confirmed", publication="published", proposed_by=maryam, approved_by=sara,
        )  # fmt: skip
    client.force_login(laleh)

    page = client.get(PAGE)

    due = page.context["due"]
    assert (due.approved, due.needs, due.families, due.last) == (2, 1, 1, None)
    assert "ε 2.68" in page.text
    assert not Release.objects.exists()


def test_a_release_is_made_in_the_background_and_told_in_sentences(press, client):
    answer = press()
    job = Job.objects.get()
    assert answer.redirect_chain[-1][0] == job_page(job)
    assert not Release.objects.exists()

    work()

    release = Release.objects.get()
    told = client.get(job_page(job)).text
    assert f"Release {release.number} for {release.period} is published" in told
    for word in ("Published:", "Generalised:", "Suppressed:", "Spent: ε 2.68"):
        assert word in told
    entry = PrivacyLedger.objects.get().history.get()
    assert (entry.actor_name, entry.actor_role) == ("Laleh", "national_administrator")


def test_two_at_once_are_refused(press):
    press()

    assert "under way already" in press().text
    assert Job.objects.count() == 1


def test_a_second_one_in_the_same_month_is_refused_before_it_is_asked_for(press, client):
    press()
    work()

    assert "has its release already" in client.get(PAGE).text
    press()
    assert Job.objects.count() == 1


@pytest.mark.parametrize("who", ["sara", "nasrin", "parisa", "maryam"])
def test_a_manager_approves_needs_and_releases_nothing(who, client, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"profile": "small"}).status_code == 403
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    "moment", ["before_it_was_drawn", "before_it_was_seen", "after_it_was_seen"]
)
def test_whenever_the_worker_dies_there_is_one_release(moment, press, monkeypatch):
    press()
    job = Job.objects.get()
    with monkeypatch.context() as patch:
        if moment == "before_it_was_drawn":
            patch.setattr(publisher, "draw", died)
        elif moment == "before_it_was_seen":
            patch.setattr(publisher, "show", died)
        else:
            real = publisher.show
            patch.setattr(publisher, "show", lambda drawn, last: (real(drawn), died()))
        work()
    assert Job.objects.get().state == "running"

    Job.objects.filter(pk=job.pk).update(beat_at="2020-01-01T00:00Z")
    recover()
    work()

    job.refresh_from_db()
    release = Release.objects.get()
    assert (job.state, job.result["number"]) == ("done", release.number)
    assert PrivacyLedger.objects.count() == 1


def died(*given):
    """As far as the database can tell: nothing more is written."""
    raise jobs.OvertakenError


def test_stopped_before_it_is_seen_nobody_sees_it(press, monkeypatch):
    press()
    job = Job.objects.get()
    real = publisher.show

    def stopped_then_shown(drawn, last):
        jobs.stop(job)
        return real(drawn, last)

    monkeypatch.setattr(publisher, "show", stopped_then_shown)
    work()

    job.refresh_from_db()
    assert job.state == "cancelled"
    assert not Release.objects.exists()


def test_a_release_tells_what_came_of_it_however_it_was_made(client, laleh, tehran):
    release = publish(profile="small", period="1405-09").release
    client.force_login(laleh)

    page = client.get(reverse("admin:graphql_api_release_change", args=[release.pk])).text

    for word in ("Published:", "Generalised:", "Suppressed:", "Spent: ε 2.68"):
        assert word in page
    assert "1405-09 (22 November 2026 to 21 December 2026)" in page
    assert "cost of the list (ε)".capitalize() in page
    assert "listEpsilon" in page


def test_releases_and_the_ledger_speak_persian(client, laleh, tehran):
    release = publish(profile="small", period="1405-09").release
    PrivacyLedger.objects.update(drawn_at="2026-11-23T00:58Z", list_delta=5.2004438e-8)
    laleh.language = "fa"
    laleh.save()
    client.force_login(laleh)

    entry = PrivacyLedger.objects.get()
    listed = client.get(reverse("admin:publishing_privacyledger_changelist")).text
    detail = client.get(reverse("admin:publishing_privacyledger_change", args=[entry.pk])).text
    page = client.get(reverse("admin:graphql_api_release_change", args=[release.pk])).text

    for told in ("۱۴۰۵/۰۹/۰۲ ۰۴:۲۸", "آذر ۱۴۰۵", "کوچک", "۲٫۶۸", "هزینهٔ انتشار (ε)"):
        assert told in listed
    assert "نوامبر" not in listed
    assert "۰٫۰۰۰۰۰۰۰۵۲" in detail
    assert "مصرف‌شده: ε ۲٫۶۸" in page
    assert "<h1>۱ · ۱۴۰۵-۰۹</h1>" in page
    assert "{" not in page[page.index("<table") : page.index("</table>")]
