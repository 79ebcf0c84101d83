"""What is kept is what is there, whichever way it was written."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.calendar import TEHRAN, jalali
from permissions.models import User
from registry import cartable_counts, statistics, trends
from registry.apps import go_on_counting
from registry.models import Assessment, Coverage, Family, Tally, Task
from registry.services.cartable import open_task
from registry.services.worker import count_again, night_of
from registry.tallies import facts
from registry.tallies.recount import drift, fold, recount
from tests import road, world
from tests.registry import plain_counts

pytestmark = pytest.mark.django_db


def fresh(person):
    """The account as the next request reads it."""
    return User.objects.get(pk=person.pk)


def assert_kept_is_counted(person, families, tasks):
    """Every number of the person's start page, against going through the files."""
    kept = statistics.counted_for(fresh(person))
    year = jalali(timezone.localdate())[0]

    assert statistics.flow(kept) == plain_counts.flow(families)
    assert statistics.late(kept) == plain_counts.late(tasks)
    assert statistics.newly_covered(kept, year) == plain_counts.newly_covered(families, year)
    assert trends.ages(kept) == plain_counts.ages(families)
    assert trends.levels_by_axis(kept) == plain_counts.levels(families)
    waits = plain_counts.spans(families, "referred_at", "first_contact_at")
    assert statistics.wait(kept, "contact").done == len(waits)


@pytest.fixture
def a_country(tehran, shiraz, maryam, hamid):
    """Files at every stage of the road, in two associations and at the national desk."""
    road.assessed(world.family(tehran), maryam, hamid)
    road.identified(world.family(tehran), maryam)
    road.contacted(world.family(tehran, last_confirmed_on=timezone.localdate()), maryam)
    old = timezone.now() - timedelta(days=200)
    world.family(tehran, opened_at=old, referred_at=old, source="imported", consents=False)
    ended = world.family(shiraz, opened_at=old)
    Family.objects.filter(pk=ended.pk).update(status="closed", closed_at=timezone.now())
    late = world.family(shiraz)
    open_task(late, Task.Kind.FIRST_CONTACT, since=old)
    world.family(None, status="returned", consents=False)


@pytest.mark.usefixtures("a_country")
def test_the_numbers_of_the_country_are_those_of_its_files(laleh):
    assert drift() == []
    assert_kept_is_counted(laleh, Family.objects.all(), Task.objects.all())


@pytest.mark.usefixtures("a_country")
def test_an_association_reads_its_own_numbers_and_nobody_else_s(tehran, shiraz, sara, shirin):
    for person, place in ((sara, tehran), (shirin, shiraz)):
        families, tasks = Family.objects.filter(association=place), place.tasks.all()
        assert_kept_is_counted(person, families, tasks)


@pytest.mark.usefixtures("a_country")
def test_an_aftercare_officer_counts_the_aftercare_of_her_province(tehran, farhad):
    Family.objects.filter(association=tehran).update(phase="aftercare")
    there = Family.objects.filter(phase="aftercare", county__province=tehran.county.province)

    kept = statistics.counted_for(fresh(farhad))

    assert statistics.flow(kept) == plain_counts.flow(there)
    assert statistics.flow(kept).open > 0


def test_a_registration_is_counted_at_once(tehran, sara):
    before = statistics.flow(statistics.counted_for(sara))

    world.family(tehran, opened_at=timezone.now())

    after = statistics.flow(statistics.counted_for(sara))
    assert (after.open, after.today) == (before.open + 1, before.today + 1)


def test_what_is_rolled_back_is_not_counted(tehran, sara):
    before = statistics.flow(statistics.counted_for(sara))

    with transaction.atomic():
        world.family(tehran)
        transaction.set_rollback(True)

    assert statistics.flow(statistics.counted_for(sara)) == before


@pytest.mark.usefixtures("a_country")
def test_a_transfer_takes_a_file_s_numbers_along(tehran, shiraz, sara, shirin, laleh):
    moved = Family.objects.filter(association=tehran, status="assessed").get()

    Family.objects.filter(pk=moved.pk).update(association=shiraz)

    assert_kept_is_counted(sara, Family.objects.filter(association=tehran), tehran.tasks.all())
    assert_kept_is_counted(shirin, Family.objects.filter(association=shiraz), shiraz.tasks.all())
    assert_kept_is_counted(laleh, Family.objects.all(), Task.objects.all())
    assert drift() == []


@pytest.mark.usefixtures("a_country")
def test_bulk_and_raw_writes_are_counted_too(tehran, laleh):
    Family.objects.bulk_create(
        Family(code=f"1405-B{n}", association=tehran, county=tehran.county, contact_name="Zahra",
               opened_at=timezone.now())
        for n in range(5)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_family SET status = 'closed' WHERE code = '1405-B1'")
    Task.objects.update(due_at=timezone.now() - timedelta(days=3))
    Coverage.objects.update(since=timezone.now() - timedelta(days=500))
    Assessment.objects.update(economic=99)

    assert drift() == []
    assert_kept_is_counted(laleh, Family.objects.all(), Task.objects.all())


@pytest.mark.usefixtures("a_country")
def test_lines_added_together_say_the_same(laleh):
    before = statistics.flow(statistics.counted_for(laleh))
    lines = Tally.objects.count()

    fold()

    assert Tally.objects.count() < lines
    assert statistics.flow(statistics.counted_for(fresh(laleh))) == before
    assert drift() == []


@pytest.mark.usefixtures("a_country")
def test_a_count_that_went_wrong_is_found_and_corrected(laleh, capsys):
    Tally.objects.filter(measure="open").first().delete()
    assert drift() != []

    call_command("recount")

    assert "counts were wrong" in capsys.readouterr().err
    assert drift() == []
    assert recount() == 0
    assert_kept_is_counted(laleh, Family.objects.all(), Task.objects.all())


def test_what_is_late_depends_on_the_clock_and_not_on_a_job(tehran, sara):
    family = world.family(tehran)
    open_task(family, Task.Kind.FIRST_CONTACT)
    due = Task.objects.get(family=family).due_at
    kept = statistics.counted_for(sara)

    assert statistics.late(kept, due - timedelta(minutes=1)) == 0
    assert statistics.late(kept, due + timedelta(minutes=1)) == 1
    assert statistics.late(kept, due + timedelta(days=9)) == 1


@pytest.mark.usefixtures("a_country")
def test_the_heaps_of_a_cartable_hold_what_is_counted_without_going_through_tasks(
    tehran, shiraz, sara, maryam, shirin
):
    now = timezone.now()
    hour, day = timedelta(hours=1), timedelta(days=1)
    kinds = (Task.Kind.ANSWER_MESSAGE, Task.Kind.VERIFY, Task.Kind.CHECK_LOCATION)
    spans = (-9 * day, -hour, hour, day, 2 * day, 4 * day)
    for place, hers in ((tehran, maryam), (shiraz, None)):
        for kind in kinds:
            for span in spans:
                task = open_task(world.family(place), kind, assignee=hers)
                Task.objects.filter(pk=task.pk).update(association=place, due_at=now + span)
    Task.objects.filter(association=tehran, due_at=now + day).update(assignee=None)
    Task.objects.filter(association=tehran, due_at=now + 2 * day).update(assignee=sara)
    Task.objects.filter(association=tehran, due_at=now - hour, kind=kinds[0]).update(status="done")

    for person, places in ((maryam, [tehran]), (sara, [tehran]), (shirin, [shiraz])):
        tasks = Task.objects.filter(association__in=places)
        for moment in (now, now - 2 * hour, now + 2 * hour, now + 3 * day):
            kept = cartable_counts.of_associations([p.pk for p in places], tasks, person, moment)
            assert kept == cartable_counts.at_the_desk(tasks, person, moment), (person, moment)
            assert kept["all"] > kept["next"] > 0
    hers = cartable_counts.of_associations([tehran.pk], tehran.tasks.all(), maryam, now)
    assert hers["own"] > hers["mine"] > 0
    assert drift() == []


def test_a_task_that_is_taken_is_free_no_longer(tehran, maryam, hamid):
    task = open_task(world.family(tehran), Task.Kind.VERIFY)

    def heaps(person):
        return cartable_counts.of_associations(
            [tehran.pk], tehran.tasks.all(), person, timezone.now()
        )

    before = {person: heaps(person) for person in (maryam, hamid)}
    Task.objects.filter(pk=task.pk).update(assignee=maryam)

    assert heaps(maryam) == before[maryam] | {"mine": before[maryam]["mine"] + 1}
    assert heaps(hamid) == before[hamid] | {"own": before[hamid]["own"] - 1}
    Task.objects.filter(pk=task.pk).update(status=Task.Status.DONE)
    assert heaps(maryam)["all"] == before[maryam]["all"] - 1


def test_the_numbers_cost_the_same_however_many_files_there_are(tehran, laleh):
    def asked():
        with CaptureQueriesContext(connection) as found:
            kept = statistics.counted_for(fresh(laleh))
            statistics.flow(kept)
            statistics.wait(kept, "contact")
            trends.ages(kept)
        return [query["sql"] for query in found]

    few = asked()
    for _ in range(5):
        world.family(tehran)
    many = asked()

    assert len(many) == len(few)
    assert not any("registry_family" in sql for sql in many)


@pytest.mark.usefixtures("a_country")
def test_the_worker_puts_a_wrong_count_right_at_night_and_says_so(caplog):
    Tally.objects.filter(measure="open").update(amount=F("amount") + 7)

    count_again()

    assert drift() == []
    assert "counts of the start pages were wrong" in caplog.text


def test_what_is_counted_otherwise_than_before_is_counted_again_at_once(tehran, monkeypatch):
    """As after an update that brings no migration."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE hemayat_owner")
    world.family(tehran)
    with monkeypatch.context() as earlier:
        fewer = [facts.Fact("task_before", "1 = 1")]
        earlier.setattr(facts, "of_a_task", lambda d, row: fewer)
        go_on_counting(using="default", plan=[])
        open_task(Family.objects.get(), Task.Kind.FIRST_CONTACT)
        assert drift() == []
    assert drift() != []

    go_on_counting(using="default", plan=[])

    assert drift() == []


def test_a_night_ends_at_three():
    before = datetime(2026, 11, 22, 2, 59, tzinfo=TEHRAN)
    after = datetime(2026, 11, 22, 3, 1, tzinfo=TEHRAN)

    assert night_of(after) - night_of(before) == timedelta(days=1)
