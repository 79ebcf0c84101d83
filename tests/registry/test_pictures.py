"""The pictures of the start page: what they count, for whom, and in which calendar."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.calendar import TEHRAN, jalali
from registry import network_counts, statistics, trends
from registry.admin.start.tile_map import GRID, SHORT_NAMES
from registry.models import Family, Province, Task
from registry.services.cartable import open_task
from tests import world

START = reverse("admin:index")


@pytest.fixture
def start(client):
    def of(user, **query):
        client.force_login(user)
        return client.get(START, query)

    return of


def bars(page, key):
    pictures = {picture.key: picture for picture in page.context["start"].pictures}
    return {bar.label: bar.value for bar in pictures[key].bars}


def test_a_month_is_jalali_for_one_reader_and_gregorian_for_the_other(tehran):
    now = datetime(2026, 4, 29, 12, tzinfo=TEHRAN)  # 9 Ordibehesht 1405
    on_the_edge = datetime(2026, 4, 20, 23, tzinfo=TEHRAN)  # 31 Farvardin 1405
    world.family(tehran, opened_at=on_the_edge)

    persian = trends.last_months(persian=True, now=now)
    english = trends.last_months(persian=False, now=now)

    assert [(m.year, m.number) for m in persian][-2:] == [(1405, 1), (1405, 2)]
    assert [(m.year, m.number) for m in english][:1] == [(2025, 5)]
    assert trends.begun_in(Family.objects.all(), persian)[-2:] == [1, 0]
    assert trends.begun_in(Family.objects.all(), english)[-2:] == [0, 1]


def test_each_open_file_stands_at_one_age_and_one_level(start, tehran, shiraz, sara):
    now = timezone.now()
    for days in (0, 29, 32, 88, 170, 360, 370):
        world.family(tehran, opened_at=now - timedelta(days=days), tier="high")
    world.family(tehran, status="closed", opened_at=now)
    world.family(shiraz, opened_at=now)

    page = start(sara)

    assert list(bars(page, "ages").values()) == ["2", "2", "1", "1", "1"]
    assert bars(page, "tiers")["high"] == "7"
    assert bars(page, "tiers")["not assessed yet"] == "0"


def test_a_manager_s_pictures_count_her_own_association(start, tehran, shiraz, sara, maryam):
    world.family(tehran, worker=maryam)
    world.family(shiraz)
    world.family(shiraz)

    page = start(sara)

    assert bars(page, "ages")["under a month"] == "1"
    assert list(bars(page, "workers").values()) == ["1"]
    assert sum(map(int, bars(page, "registered").values())) == 1
    assert page.context["start"].compared == []


def test_a_social_worker_sees_how_far_her_own_files_have_come(start, tehran, maryam):
    world.family(tehran, worker=maryam, status="contacted")
    world.family(tehran, worker=None, status="contacted")

    page = start(maryam)

    assert bars(page, "own")["contacted"] == "1"
    assert [picture.key for picture in page.context["start"].pictures] == ["own"]


def test_late_work_comes_first_among_associations_and_leads_to_their_cartable(
    start, tehran, shiraz, nasrin, omid
):
    for _number in range(3):
        world.family(shiraz)
    family = world.family(tehran)
    open_task(family, Task.Kind.FIRST_CONTACT, since=timezone.now() - timedelta(days=30))

    page = start(nasrin)
    first, second = page.context["start"].compared

    assert (first.late, first.open, second.late, second.open) == ("1", "1", "0", "3")
    assert first.url == f"{START}?association={tehran.code}"
    assert all(each.url == "" for each in start(omid).context["start"].compared)


def test_the_map_and_the_comparison_count_the_same_thirty_days(tehran, laleh):
    for days in (29, 30):
        world.family(tehran, opened_at=timezone.now() - timedelta(days=days))

    kept = statistics.counted_for(laleh)

    assert network_counts.by_province(kept)[tehran.county.province_id].new == 1
    assert network_counts.by_association(kept)[tehran.pk].new == 1


def test_every_province_has_one_tile_and_a_name_for_it(db):
    codes = [code for row in GRID for code in row if code != "."]

    assert sorted(codes) == sorted(Province.objects.values_list("code", flat=True))
    assert set(codes) == set(SHORT_NAMES)
    assert len({len(row) for row in GRID}) == 1


def test_a_tile_is_as_dark_as_its_number_and_the_legend_says_so(start, tehran, shiraz, omid):
    for _number in range(8):
        world.family(tehran)
    world.family(shiraz)

    network = start(omid).context["start"].network

    steps = {spot.name: spot.step for spot in network.spots}
    assert (steps["Tehran"], steps["Fars"], steps["Qom"]) == (4, 1, 0)
    assert [shade.label for shade in network.legend] == [
        "0",
        "1 to 2",
        "3 to 4",
        "5 to 6",
        "7 to 8",
    ]


def test_a_tile_leads_to_a_list_that_takes_its_filter(start, client, tehran, shiraz, laleh):
    page = start(laleh)
    spot = next(s for s in page.context["start"].network.spots if s.name == "Tehran")

    listed = client.get(spot.url)

    assert listed.status_code == 200
    rows = {row.pk for row in listed.context["cl"].result_list}
    assert tehran.pk in rows
    assert shiraz.pk not in rows


def test_an_executive_s_page_names_nobody(start, tehran, maryam, omid):
    world.family(tehran, worker=maryam, contact_name="Zahra of Tehran")

    text = start(omid).content.decode()

    assert "Zahra" not in text
    assert "Maryam" not in text


def test_a_prison_counts_whom_it_releases_soon(start, evin, adelabad, kaveh):
    today = timezone.localdate()
    for days in (-1, 0, 60, 61):
        world.prisoner(evin, expected_release_on=today + timedelta(days=days))
    world.prisoner(adelabad, expected_release_on=today)

    page = start(kaveh)

    numbers = {number.label: number.value for number in page.context["start"].numbers}
    assert numbers["Released within 60 days"] == "2"
    assert [picture.key for picture in page.context["start"].pictures] == ["invitations"]


def test_whoever_looks_at_a_province_reads_no_names_of_workers(start, tehran, maryam, farhad):
    world.family(tehran, worker=maryam, phase="aftercare")

    page = start(farhad)

    keys = [picture.key for picture in page.context["start"].pictures]
    assert "workers" not in keys
    assert "ages" in keys


def test_the_months_of_a_persian_page_are_jalali(start, tehran, sara):
    sara.language = "fa"
    sara.save()
    world.family(tehran)

    labels = list(bars(start(sara), "registered"))

    year, month, _day = jalali(timezone.localdate())
    assert labels[-1].startswith(trends_name(month))
    assert str(year)[-1] in labels[-1].translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))


def trends_name(month):
    names = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
    return names.split()[month - 1]
