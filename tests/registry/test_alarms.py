"""What cannot wait is acted upon the same day, and alarms nobody once it is off the list."""

import pytest
from django.utils import timezone

from audit.calendar import day_in_tehran
from registry.models import NeedType, Task
from registry.services.assessment import approve_assessment, submit_assessment
from registry.services.needs import Wanted, add_need, withdraw_need
from tests import road, world


def kinds(family):
    return set(Task.objects.open().filter(family=family).values_list("kind", flat=True))


def wanted(code):
    return Wanted(NeedType.objects.get(code=code))


@pytest.mark.parametrize(("severity", "tier"), [(3, "critical"), (2, "low")])
def test_a_severe_answer_about_violence_is_acted_upon_the_same_day(
    tehran, maryam, hamid, severity, tier
):
    family = road.verified(world.family(tehran), maryam, hamid)
    answers = road.answers(0) | {"violence": severity}

    assessment = submit_assessment(family=family, by=maryam, answers=answers)

    assert assessment.tier == tier
    alarms = Task.objects.open().filter(family=family, kind="urgent")
    assert [day_in_tehran(task.due_at) for task in alarms] == [timezone.localdate()] * (
        tier == "critical"
    )
    approve_assessment(assessment=assessment, by=hamid)
    assert road.fresh(family).tier == tier


@pytest.mark.parametrize(("value", "tier"), [(0, "low"), (3, "critical")])
def test_a_need_that_could_not_wait_and_is_withdrawn_leaves_no_alarm(
    tehran, maryam, hamid, value, tier
):
    answers = road.answers(value) | {"violence": 0}
    family = road.verified(world.family(tehran), maryam, hamid)
    assessment = submit_assessment(family=family, by=maryam, answers=answers)
    approve_assessment(assessment=assessment, by=hamid)
    first, other = (
        add_need(family=family, by=maryam, wanted=wanted(code)) for code in ("S08", "Y06")
    )

    withdraw_need(need=first, reason="Written into the wrong file.")
    assert road.fresh(family).tier == "critical"
    assert Task.objects.open().filter(family=family, kind="urgent").count() == 1

    withdraw_need(need=other, reason="Written into the wrong file.")
    assert road.fresh(family).tier == tier
    assert "urgent" not in kinds(family)
