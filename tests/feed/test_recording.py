"""A file of custody events: checked in full, recorded once, however often it is sent."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.urls import reverse

from audit.calendar import TEHRAN
from registry.models import CustodyEvent, Job, Prisoner, Task
from registry.services import feed_jobs, jobs
from registry.services.membership import end_membership
from registry.services.rescue import recover
from tests import world
from tests.feed.lines import ALI, HASAN, HEAD, counts, line, of_new
from tests.working import work


def test_a_file_is_checked_first_and_recorded_when_she_agrees(
    send, agree, behrouz, kaveh, evin, client
):
    lines = [
        line("conviction", "1404/2/9"),
        line("admission", "1404/2/1", nid=HASAN, names=of_new("Hasan", "Moradi")),
        line("release", "2025-06-01", nid=HASAN),
    ]
    answer = send(kaveh, "\n".join([HEAD, *lines]), prison=evin)
    job = Job.objects.get()
    assert answer["Location"] == reverse("admin:registry_job_change", args=[job.pk])
    assert (job.state, counts(job)) == ("review", (3, 0, 0))
    assert not CustodyEvent.objects.exists()
    assert "Nothing has been recorded yet" in client.get(answer["Location"]).text

    assert counts(agree()) == (3, 0, 0)

    behrouz.refresh_from_db()
    hasan = Prisoner.objects.get(last_name="Moradi")
    assert (behrouz.custody_status, hasan.custody_status) == ("convicted", "released")
    assert (hasan.prison, hasan.national_id) == (evin, HASAN)
    event = behrouz.events.get()
    assert (event.at, event.source) == (datetime(2025, 4, 29, 12, tzinfo=TEHRAN), "feed")
    assert event.history.get().actor_name == "Kaveh"


def test_the_same_file_twice_adds_nothing(send, agree, behrouz, kaveh, evin):
    text = "\n".join(
        [
            HEAD,
            line("admission", "1404/2/1", nid=HASAN, names=of_new("Hasan", "Moradi")),
            line("conviction", "1404/2/9"),
        ]
    )
    send(kaveh, text, prison=evin)
    agree()
    before = (Prisoner.objects.count(), CustodyEvent.objects.count())

    send(kaveh, text, prison=evin)

    assert counts(Job.objects.latest("pk")) == (0, 2, 0)
    assert (Prisoner.objects.count(), CustodyEvent.objects.count()) == before


def test_a_line_twice_in_one_file_is_one_event(send, agree, behrouz, kaveh, evin):
    text = "\n".join([HEAD, *[line("conviction", "1404/2/9")] * 3])
    send(kaveh, text, prison=evin)
    assert counts(Job.objects.get()) == (1, 2, 0)

    assert counts(agree()) == (1, 2, 0)


def test_who_was_taken_away_is_not_admitted_again_by_the_old_file(
    send, agree, kaveh, evin, adelabad
):
    admission = line("admission", "1404/2/1", nid=HASAN, names=of_new("Hasan", "Moradi"))
    head = f"{HEAD},to_prison"
    transfer = line("transfer", "1404/3/1", nid=HASAN) + f",{adelabad.code}"
    text = "\n".join([head, admission, transfer])
    send(kaveh, text, prison=evin)
    agree()
    assert Prisoner.objects.get().prison == adelabad

    send(kaveh, text, prison=evin)

    assert counts(Job.objects.latest("pk")) == (0, 2, 0)


def test_a_release_has_its_consequences(send, agree, behrouz, kaveh, evin, tehran):
    family = world.family(tehran)
    world.kinship(family, behrouz)

    send(kaveh, "\n".join([HEAD, line("release", "1404/5/1")]), prison=evin)
    agree()

    family.refresh_from_db()
    assert family.phase == "aftercare"
    assert Task.objects.filter(kind="aftercare_plan", family=family).exists()


def test_persian_spelling_digits_calendar_and_a_byte_order_mark(send, agree, kaveh, evin):
    head = "کد ملی;شماره زندانی;نام;نام خانوادگی;وضعيت تأهل;رويداد;تاريخ;ساعت"  # Arabic ye
    row = "۰۰۱۳۵۴۲۴۱۹;۱۲;علي;كريمي;متأهل;پذیرش;۱۴۰۴/۲/۱;۱۴:۳۰"
    send(kaveh, f"{head}\r\n{row}\r\n", prison=evin, encoding="utf-8-sig")
    job = Job.objects.get()
    assert counts(job) == (1, 0, 0), job.result

    agree()

    prisoner = Prisoner.objects.get()
    assert (prisoner.national_id, prisoner.marital) == (HASAN, "married")
    assert prisoner.events.get().at == datetime(2025, 4, 21, 14, 30, tzinfo=TEHRAN)
    assert Prisoner.objects.filter(search_key__contains="علیکریمی").exists()


@pytest.mark.usefixtures("behrouz")
def test_a_national_administrator_feeds_every_prison(send, agree, laleh, evin, adelabad):
    held = world.prisoner(adelabad, national_id=HASAN)
    rows = [
        line("conviction", "1404/2/9", prison=evin.code),
        line("conviction", "1404/2/9", prison=adelabad.code, nid=HASAN),
    ]
    send(laleh, "\n".join([HEAD, *rows]))

    assert counts(agree()) == (2, 0, 0)
    held.refresh_from_db()
    assert held.custody_status == "convicted"


def test_the_template_is_the_first_line_of_a_file_that_is_taken(send, kaveh, evin, client):
    client.force_login(kaveh)
    template = client.get(reverse("admin:registry_custodyevent_template")).content

    row = f"{evin.code},{HASAN},,Hasan,Moradi,,married,admission,1404/2/1,,,".encode()
    send(kaveh, template + row)

    assert counts(Job.objects.get()) == (1, 0, 0)


def test_between_check_and_agreement_her_reach_is_read_anew(
    send, agree, behrouz, kaveh, evin, settings
):
    send(kaveh, "\n".join([HEAD, line("release", "1404/2/9")]), prison=evin)
    job = Job.objects.get()
    feed_jobs.confirm(job)
    end_membership(kaveh.memberships.get())
    work()

    job.refresh_from_db()
    assert (job.state, CustodyEvent.objects.count()) == ("failed", 0)


def test_the_waiting_file_is_sealed_and_gone_when_it_is_recorded(
    send, agree, behrouz, kaveh, evin, settings
):
    send(kaveh, "\n".join([HEAD, line("release", "1404/2/9")]), prison=evin)
    (feed,) = Path(settings.FILES_DIR).rglob("*.feed")
    assert ALI.encode() not in feed.read_bytes()
    assert feed.stat().st_mode & 0o777 == 0o600

    agree()

    assert not feed.exists()


def test_broken_off_it_goes_on_behind_the_last_mark(send, agree, kaveh, evin, monkeypatch):
    """Every event once, whatever was stored when the worker died."""
    monkeypatch.setattr(feed_jobs, "AT_A_TIME", 2)
    rows = [line("admission", f"1404/2/{day}", nid="", number=f"{day}",
                 names=of_new("Hasan", "Moradi")) for day in range(1, 8)]  # fmt: skip
    send(kaveh, "\n".join([HEAD, *rows]), prison=evin)
    real, seen = feed_jobs.record_line, []

    def dies_at_the_fifth(*given):
        seen.append(given)
        if len(seen) == 5:
            raise jobs.OvertakenError
        real(*given)

    monkeypatch.setattr(feed_jobs, "record_line", dies_at_the_fifth)
    job = agree()
    assert (job.state, job.done, CustodyEvent.objects.count()) == ("running", 4, 4)

    Job.objects.update(beat_at="2020-01-01T00:00Z")
    recover()
    work()

    assert counts(job) == (7, 0, 0)
    assert (Prisoner.objects.count(), CustodyEvent.objects.count()) == (7, 7)


def test_what_was_asked_for_reads_in_the_language_of_whoever_looks(send, kaveh, evin, client):
    send(kaveh, "\n".join([HEAD, line("release", "1404/2/9", nid=HASAN)]), prison=evin)
    page = reverse("admin:registry_job_change", args=[Job.objects.get().pk])
    assert "Import of custody events" in client.get(page).text

    type(kaveh).objects.filter(pk=kaveh.pk).update(language="fa")

    assert "ورود گروهی رویدادهای حبس" in client.get(page).text


def test_a_file_tells_the_kind_of_a_release_in_either_language(send, agree, behrouz, kaveh, evin):
    freed = world.prisoner(evin, national_id=HASAN)
    lines = [line("release", "1404/5/1") + ",bail", line("release", "1404/5/1", nid=HASAN) + ",عفو"]
    send(kaveh, "\n".join([f"{HEAD},release_kind", *lines]), prison=evin)
    assert counts(agree()) == (2, 0, 0)

    assert [each.events.get().release_kind for each in (behrouz, freed)] == ["bail", "pardon"]


def test_a_release_whose_kind_the_file_does_not_tell_is_kept_as_not_told(
    send, agree, behrouz, kaveh, evin
):
    send(kaveh, "\n".join([HEAD, line("release", "1404/5/1")]), prison=evin)
    agree()

    assert behrouz.events.get().release_kind == "not_told"


def test_a_file_tells_when_somebody_on_leave_is_due_back(send, agree, behrouz, kaveh, evin):
    text = "\n".join([f"{HEAD},due_back", line("leave_start", "1404/2/9") + ",۱۴۰۴/۲/۱۵"])
    send(kaveh, text, prison=evin)
    assert counts(agree()) == (1, 0, 0)

    behrouz.refresh_from_db()
    assert (behrouz.custody_status, behrouz.due_back_on) == ("absent", date(2025, 5, 5))
