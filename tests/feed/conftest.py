"""Somebody who sends files, and somebody who agrees."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from registry.models import Job
from tests import world
from tests.feed.lines import ALI, PAGE
from tests.working import work


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def behrouz(evin):
    return world.prisoner(evin, national_id=ALI, prisoner_no="77")


@pytest.fixture
def send(client):
    """Send a file as somebody, and have the worker check it."""

    def send_as(user, text, *, prison=None, encoding="utf-8"):
        client.force_login(user)
        content = text if isinstance(text, bytes) else text.encode(encoding)
        data = {"file": SimpleUploadedFile("events.csv", content)}
        answer = client.post(PAGE, data | ({"prison": prison.pk} if prison else {}))
        work()
        return answer

    return send_as


@pytest.fixture
def agree(client):
    def agree_to(job=None):
        job = job or Job.objects.latest("pk")
        client.post(reverse("admin:registry_job_confirm", args=[job.pk]))
        work()
        job.refresh_from_db()
        return job

    return agree_to
