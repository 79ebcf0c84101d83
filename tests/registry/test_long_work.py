"""Long work: asked for in a moment, done in the background, told when it is done."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from registry.models import Export, Family, Job
from registry.services import jobs
from registry.services.membership import begin_membership, end_membership
from registry.services.rescue import recover
from registry.services.worker import tidy
from tests import world
from tests.working import lines_of, work

FILE = reverse("office_report_file")
REASON = "The monthly report to the governor"
NEEDS = 5


@pytest.fixture(autouse=True)
def long_from_three_rows_on(monkeypatch, settings, tmp_path):
    """So that a handful of needs is as good as a million."""
    settings.FILES_DIR = tmp_path
    monkeypatch.setattr("registry.admin.reports.IMMEDIATE_ROWS", 3)
    monkeypatch.setattr("registry.services.export_jobs.AT_A_TIME", 2)


@pytest.fixture
def needs(tehran, shiraz):
    for number in range(NEEDS):
        world.need(world.family(tehran), "E02", status="confirmed", amount_rial=10 * number + 10)
    world.need(world.family(tehran), "S08", status="confirmed")  # confidential
    world.need(world.family(shiraz), "E02", status="confirmed")


@pytest.fixture
def ask(client, needs):
    asked = {"status": "confirmed", "content": "list", "reason": REASON}

    def ask_as(user, **changes):
        client.force_login(user)
        return client.post(FILE, asked | changes)

    return ask_as


def page(job, name="change"):
    return reverse(f"admin:registry_job_{name}", args=[job.pk])


def test_a_long_file_is_made_in_the_background_and_handed_to_whoever_asked(ask, client, sara):
    answer = ask(sara)
    job = Job.objects.get()
    assert answer["Location"] == page(job)
    assert "waiting for its turn" in client.get(page(job)).text.lower()
    assert not Export.objects.exists()

    work()

    told = client.get(reverse("admin:index")).text
    assert page(job) in told
    assert "The file has 6 rows." in client.get(page(job)).text
    head, *rows = lines_of(client.get(page(job, "file")))
    assert (head[0], len(rows)) == ("file", NEEDS + 1)
    assert {row[1] for row in rows} == {"Tehran Association"}
    export = Export.objects.get()
    assert (export.taken_by, export.reason, export.rows) == (sara, REASON, NEEDS + 1)
    # She has seen it: her next page is quiet again.
    assert page(job) not in client.get(reverse("admin:index")).text


def test_a_short_file_comes_at_once(ask, sara):
    answer = ask(sara, axis="social", status="")

    assert answer.streaming
    assert not Job.objects.exists()


def test_without_a_reason_nothing_is_asked_for(ask, sara):
    assert "only with a reason" in ask(sara, reason="because").text
    assert not Job.objects.exists()


def test_confidential_needs_are_in_the_file_of_those_alone_who_may_read_them(ask, client, ali):
    ask(ali)
    work()

    rows = lines_of(client.get(page(Job.objects.get(), "file")))[1:]

    assert len(rows) == NEEDS


def test_numbers_alone_do_not_open_the_lines(ask, omid):
    assert ask(omid).status_code == 403
    assert ask(omid, content="numbers").status_code == 200


def test_the_file_is_private_and_everything_signed_in_her_name(ask, client, sara, settings):
    ask(sara)
    work()

    job = Job.objects.get()
    path = Path(settings.FILES_DIR) / job.file
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    last = job.history.latest()
    assert (last.actor_name, last.history_change_reason) == ("Sara", REASON)
    assert Export.objects.get().history.get().actor_role == "manager"
    lines_of(client.get(page(job, "file")))
    assert [past.downloads for past in job.history.order_by("history_id")][-1] == 1


@pytest.mark.parametrize("who", ["maryam", "shirin", "nasrin"])
def test_nobody_else_gets_the_file(who, ask, client, sara, request):
    ask(sara)
    work()
    client.force_login(request.getfixturevalue(who))

    answer = client.get(page(Job.objects.get(), "file"))

    assert answer.status_code == 302
    assert not answer.streaming


def test_an_inspector_sees_that_it_was_asked_and_can_do_nothing_about_it(
    ask, client, sara, nasrin, maryam
):
    ask(sara)
    job = Job.objects.get()

    client.force_login(nasrin)
    assert "Sara" in client.get(page(job)).text
    assert client.post(page(job, "cancel")).status_code == 403
    client.force_login(maryam)
    assert client.get(page(job)).status_code == 302


def test_whoever_lost_her_role_meanwhile_gets_nothing(ask, sara, settings):
    ask(sara)
    end_membership(sara.memberships.get())

    work()

    job = Job.objects.get()
    assert (job.state, job.file) == ("failed", "")
    assert "no longer hold the role" in job.trouble
    assert not Export.objects.exists()
    assert not list(Path(settings.FILES_DIR).rglob("*.csv"))


def test_a_file_is_not_handed_out_when_her_reach_has_changed(ask, client, sara, shiraz):
    ask(sara)
    work()
    job = Job.objects.get()
    begin_membership(user=sara, role="finance_officer", place=shiraz)

    answer = client.get(page(job, "file"), follow=True)

    assert "what you may see has changed" in answer.text


def test_a_file_is_not_handed_out_when_a_family_in_it_has_moved_away(ask, client, sara, shiraz):
    ask(sara)
    work()
    job = Job.objects.get()
    assert len(lines_of(client.get(page(job, "file")))) == NEEDS + 2
    moved = Family.objects.exclude(association=shiraz).first()
    Family.objects.filter(pk=moved.pk).update(association=shiraz)

    answer = client.get(page(job, "file"), follow=True)

    assert "what you may see has changed" in answer.text
    assert moved.code not in answer.text


def test_after_its_week_the_file_is_gone(ask, client, sara, settings):
    ask(sara)
    work()
    job = Job.objects.get()
    path = Path(settings.FILES_DIR) / job.file
    tidy()
    assert path.exists()

    Job.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "no longer kept" in client.get(page(job, "file"), follow=True).text
    tidy()

    assert not path.exists()
    assert Job.objects.get().file == ""


def test_stopped_work_leaves_nothing_and_can_be_taken_up_again(ask, client, sara):
    ask(sara)
    job = Job.objects.get()
    client.post(page(job, "cancel"))
    work()
    assert Job.objects.get().state == "cancelled"
    assert not Export.objects.exists()

    client.post(page(job, "retry"))
    work()

    assert Job.objects.get().state == "done"
    assert Export.objects.count() == 1


def test_stopped_in_the_middle_it_writes_nothing_more(ask, sara, monkeypatch, settings):
    ask(sara)
    real = jobs.Run.step

    def stopped_meanwhile(self, **values):
        real(self, **values)
        if values.get("done") == 2:
            jobs.stop(self.job)

    monkeypatch.setattr(jobs.Run, "step", stopped_meanwhile)
    work()

    job = Job.objects.get()
    assert (job.state, job.done, job.file) == ("cancelled", 2, "")
    assert not Export.objects.exists()
    assert not list(Path(settings.FILES_DIR).rglob("*.csv*"))


def test_what_a_dead_worker_left_is_taken_up_and_done_once(ask, sara):
    ask(sara)
    job = Job.objects.get()
    dead = jobs.take_up(job.pk)
    work()
    assert Job.objects.get().state == "running"

    Job.objects.update(beat_at=timezone.now() - timedelta(hours=1))
    assert recover() == 1
    work()

    assert Job.objects.get().state == "done"
    with pytest.raises(jobs.OvertakenError):
        dead.finish(file="exports/other.csv")
    assert Export.objects.count() == 1


def test_a_living_worker_is_left_alone(ask, sara):
    ask(sara)
    jobs.take_up(Job.objects.get().pk)

    assert recover() == 0


def test_a_lost_ticket_is_written_anew(ask, sara):
    ask(sara)
    DBTaskResult.objects.all().delete()
    Job.objects.update(beat_at=timezone.now() - timedelta(hours=1))

    recover()
    work()

    assert Job.objects.get().state == "done"


def test_work_that_kills_its_worker_each_time_is_given_up(ask, sara):
    ask(sara)
    for _attempt in range(jobs.MOST_ATTEMPTS):
        assert jobs.take_up(Job.objects.get().pk)
        Job.objects.update(beat_at=timezone.now() - timedelta(hours=1))
        recover()

    job = Job.objects.get()
    assert (job.state, job.attempt) == ("failed", jobs.MOST_ATTEMPTS)
    assert "broke off several times" in job.trouble


def test_a_fault_in_the_program_is_told_without_what_it_held(ask, sara, monkeypatch):
    def broken(*arguments):
        message = "Zahra Karimi, 0499370899"
        raise ValueError(message)

    monkeypatch.setattr("registry.services.export_jobs.write", broken)
    ask(sara)
    work()

    job = Job.objects.get()
    assert job.state == "failed"
    assert "Zahra" not in job.trouble
    assert not DBTaskResult.objects.exclude(traceback="").exists()


def test_nobody_asks_for_more_than_a_few_things_at_a_time(ask, sara):
    for _number in range(jobs.MOST_OPEN):
        ask(sara)

    assert "open already" in ask(sara).text
    assert Job.objects.count() == jobs.MOST_OPEN
