"""A long file: its page says what was asked for, and its name which file it is."""

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.models import Job
from tests import world
from tests.working import work


@pytest.fixture
def job(sign_in, tehran, sara, monkeypatch, settings, tmp_path):
    """A list of needs that the manager of Tehran asked for, long enough to be made later."""
    settings.FILES_DIR = tmp_path
    monkeypatch.setattr("registry.admin.reports.IMMEDIATE_ROWS", 0)
    world.need(world.family(tehran), "E02", status="confirmed")
    asked = {"status": "confirmed", "association": tehran.pk, "content": "list"}
    reason = "The monthly report to the governor"
    sign_in(sara).post(reverse("office_report_file"), asked | {"reason": reason})
    return Job.objects.get()


def page(job, name="change"):
    return reverse(f"admin:registry_job_{name}", args=[job.pk])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["List of needs", "Status</dt><dd>Confirmed", "Association</dt><dd>Tehran Assoc"]),
        ("fa", ["فهرست نیازها", "وضعیت</dt><dd>تأییدشده", "انجمن</dt><dd>انجمن تهران"]),
    ],
)
def test_its_page_says_what_was_asked_for(client, job, language, words):
    client.post("/language", {"language": language})

    text = client.get(page(job)).text

    assert [each for each in words if each not in text] == []
    assert "{" not in text.partition('id="progress"')[2].partition("</article>")[0]


def test_its_name_says_which_file_it_is_and_of_which_day(client, job):
    work()
    client.post("/language", {"language": "fa"})

    answer = client.get(page(job, "file"))
    answer.close()

    day = timezone.localdate().isoformat()
    assert answer["Content-Disposition"] == f'attachment; filename="needs-list-{day}.csv"'
