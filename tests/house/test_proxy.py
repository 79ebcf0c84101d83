"""The proxy in front of the house lets through what the house takes, and no more."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from registry.services.feed import MOST_BYTES
from tests.house.deployment import ROOT

PROXY = (ROOT / "deploy" / "haproxy" / "haproxy.cfg").read_text(encoding="utf-8")
REFUSAL = r"^    http-request deny deny_status 413 if (.+) \{ req\.body_size gt (\d+) \}$"


@pytest.fixture
def limits():
    """What the shipped proxy refuses, by its condition."""
    return {condition: int(most) for condition, most in re.findall(REFUSAL, PROXY, re.MULTILINE)}


def test_a_file_of_custody_events_passes_up_to_what_the_guide_promises(limits):
    (place,) = re.findall(r"^    acl custody_events path (\S+)$", PROXY, re.MULTILINE)
    guide = (ROOT / "docs" / "prison.md").read_text(encoding="utf-8")
    (promised,) = re.findall(r"200,000 lines or (\d+) MB", guide)

    assert place == reverse("admin:registry_custodyevent_feed")
    assert limits["custody_events"] == settings.MOST_UPLOADED == MOST_BYTES
    assert int(promised) * 1_000_000 < settings.MOST_UPLOADED


def test_everything_else_stays_as_small_as_a_form(limits):
    assert set(limits) == {"custody_events", "!custody_events"}
    assert limits["!custody_events"] == settings.DATA_UPLOAD_MAX_MEMORY_SIZE
