"""What cannot wait is acted upon the same day, and alarms nobody once it is off the list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.calendar import in_tehran
from registry.models import NeedType, Task
from registry.services.assessment import approve_assessment, submit_assessment
from registry.services.cartable import open_task
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
    assert len(alarms) == (tier == "critical")
    assert all(task.due_at - task.opened_at < timedelta(days=1) for task in alarms)
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


def test_an_alarm_of_the_evening_is_not_late_when_it_is_raised(tehran):
    evening = in_tehran(timezone.now()).replace(hour=20, minute=0, second=0, microsecond=0)
    morning = evening.replace(hour=9)
    family = world.family(tehran)

    spans = [
        open_task(family, Task.Kind.URGENT, since=since, cause=str(since.hour)).due_at - since
        for since in (morning, evening)
    ]

    assert spans == [timedelta(hours=9), timedelta(hours=4)]
