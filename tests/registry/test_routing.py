"""Which association is the nearest, and why."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from registry.services import routing
from registry.services.routing import Candidate, Home, choose, kilometres, shortlist

TEHRAN, KARAJ = (35.6944, 51.4215), (35.8355, 50.9915)
QOM, SHIRAZ = (34.6416, 50.8746), (29.6103, 52.5311)


def candidate(pk, point, **facts):
    facts = {"county": pk, "province": pk, "code": f"A{pk:02}"} | facts
    return Candidate(pk=pk, name_fa=f"انجمن {pk}", name_en=f"No. {pk}", point=point, **facts)


VARAMIN = Home(county=99, province=1, point=(35.3242, 51.6457))


def test_distances_are_the_great_circles():
    assert kilometres(TEHRAN, TEHRAN) == 0
    assert round(kilometres(TEHRAN, KARAJ), 1) == 41.8
    assert round(kilometres(TEHRAN, QOM), 1) == 127.2
    assert round(kilometres(TEHRAN, SHIRAZ), 1) == 684.4
    # A degree of a great circle with R = 6371 km.
    assert round(kilometres((0, 0), (0, 1)), 4) == round(6371 * 3.14159265358979 / 180, 4)


def test_the_nearest_is_chosen_and_the_others_are_told_why_not():
    route = choose(
        VARAMIN, [candidate(3, SHIRAZ), candidate(2, QOM), candidate(1, TEHRAN, capacity=100)]
    )

    assert (route.chosen.code, route.method, route.km) == ("A01", "nearest", 45.9)
    assert [(c["code"], c["km"], c["why_not"]) for c in route.considered] == [
        ("A01", 45.9, ""),
        ("A02", 103.4, "farther"),
        ("A03", 640.8, "farther"),
    ]
    assert not route.over_capacity


def test_five_are_remembered_however_many_there_are():
    many = [candidate(n, (30 + n / 10, 50)) for n in range(1, 40)]

    route = choose(VARAMIN, many)

    assert len(route.considered) == 5
    assert route.considered[0]["code"] == route.chosen.code


def test_a_county_that_is_an_associations_own_goes_there_however_far():
    home = replace(VARAMIN, owner=3)

    route = choose(home, [candidate(1, TEHRAN), candidate(3, SHIRAZ)])

    assert (route.chosen.code, route.method) == ("A03", "catchment")
    assert route.considered[1]["why_not"] == "not_its_area"


def test_an_owner_that_accepts_nobody_is_passed_over():
    route = choose(replace(VARAMIN, owner=3), [candidate(1, TEHRAN)])

    assert (route.chosen.code, route.method) == ("A01", "nearest")


def test_an_association_seated_in_the_county_comes_before_a_nearer_one_across_the_border():
    across = (VARAMIN.point[0] + 0.01, VARAMIN.point[1])
    seat = candidate(2, (35.2, 51.5), county=99)

    route = choose(VARAMIN, [candidate(1, across), seat])

    assert (route.chosen.code, route.method) == ("A02", "seat")
    assert route.considered[1]["why_not"] == "not_the_seat"


def test_the_less_busy_of_two_seats_in_one_place():
    busy = candidate(1, TEHRAN, county=99, load=9, capacity=10)
    calm = candidate(2, TEHRAN, county=99, load=1, capacity=10)

    route = choose(VARAMIN, [busy, calm])

    assert route.chosen.code == "A02"
    assert route.considered[1]["why_not"] == "busier"


def test_a_full_one_is_passed_over_when_another_is_near_enough():
    full = candidate(1, TEHRAN, load=10, capacity=10)  # 45.9 km; limit 95.9 km
    near = candidate(2, KARAJ)  # 82 km

    route = choose(VARAMIN, [full, near])

    assert (route.chosen.code, route.over_capacity) == ("A02", False)
    assert route.considered[1]["why_not"] == "full"


def test_a_full_one_takes_the_family_anyway_when_the_next_is_too_far():
    full = candidate(1, TEHRAN, load=10, capacity=10)
    too_far = candidate(2, QOM)  # 103.4 km

    route = choose(VARAMIN, [full, too_far])

    assert (route.chosen.code, route.over_capacity) == ("A01", True)


def test_a_province_that_keeps_its_families_changes_the_answer():
    across = candidate(2, TEHRAN, province=2)
    inside = candidate(1, QOM, province=1)

    assert choose(VARAMIN, [across, inside]).chosen.code == "A02"

    kept = choose(replace(VARAMIN, stays_inside=True), [across, inside])
    assert kept.chosen.code == "A01"
    assert kept.considered[1]["why_not"] == "outside_province"


def test_a_province_without_any_association_sends_its_families_out():
    across = candidate(2, TEHRAN, province=2)

    assert choose(replace(VARAMIN, stays_inside=True), [across]).chosen.code == "A02"


def test_without_coordinates_the_capital_of_the_province_then_the_centre():
    lost = Home(county=99, province=1, point=None, capital=1)
    capital, centre = candidate(1, QOM), candidate(2, TEHRAN, central=True)

    route = choose(lost, [capital, centre])
    assert (route.chosen.code, route.method, route.km) == ("A01", "fallback", None)
    assert choose(lost, [centre, candidate(3, SHIRAZ)]).chosen.code == "A02"
    # The centre comes before an association of the province that is not in its capital.
    elsewhere = candidate(4, QOM, province=1)
    assert choose(lost, [elsewhere, replace(centre, province=2)]).chosen.code == "A02"


def test_nobody_is_chosen_where_nobody_accepts():
    assert choose(VARAMIN, []) is None


def test_within_fifty_metres_the_less_busy_one_then_the_lower_code():
    a = candidate(1, TEHRAN, load=5, capacity=10)
    b = candidate(2, (TEHRAN[0] + 0.0001, TEHRAN[1]), load=1, capacity=10)  # 11 m farther

    assert choose(VARAMIN, [a, b]).chosen.code == "A02"
    assert choose(VARAMIN, [replace(b, load=5), a]).chosen.code == "A01"


def test_beyond_fifty_metres_the_nearer_one_however_busy():
    busy = candidate(1, TEHRAN, load=9, capacity=10)
    calm = candidate(2, (TEHRAN[0] - 0.001, TEHRAN[1]), load=0, capacity=10)

    # Varamin lies in the south: the calm one is 100 m nearer, and then 100 m farther.
    assert choose(VARAMIN, [busy, calm]).chosen.code == "A02"
    farther = replace(calm, point=(TEHRAN[0] + 0.001, TEHRAN[1]))
    assert choose(VARAMIN, [busy, farther]).chosen.code == "A01"


def test_busy_is_the_share_of_the_capacity_not_the_number_of_files():
    large = candidate(1, TEHRAN, load=20, capacity=100)
    small = candidate(2, TEHRAN, load=2, capacity=4)

    assert choose(VARAMIN, [large, small]).chosen.code == "A01"


def test_far_away_half_as_far_again_is_near_enough():
    home = replace(VARAMIN, point=(35, 51))
    full = candidate(1, (31.4, 51), load=10, capacity=10)  # 400 km; limit 600 km
    beyond, within = candidate(2, (29.4, 51)), candidate(3, (30.1, 51))  # 623 km, 545 km

    assert choose(home, [full, beyond]).chosen.code == "A01"
    assert choose(home, [full, beyond, within]).chosen.code == "A03"


points = st.tuples(st.floats(25, 40), st.floats(44, 64))
small = st.integers(1, 4)
candidates = st.lists(
    st.tuples(points, small, small, small, st.none() | st.integers(1, 3)),
    min_size=1,
    max_size=25,
).map(
    lambda rows: [
        candidate(n, point, province=province, county=county, load=load, capacity=capacity)
        for n, (point, province, county, load, capacity) in enumerate(rows, 1)
    ]
)
homes = st.builds(
    Home,
    county=st.integers(1, 6),
    province=st.integers(1, 4),
    point=st.none() | points,
    owner=st.none() | st.integers(1, 25),
    stays_inside=st.booleans(),
    capital=st.none() | st.integers(1, 6),
)


@given(homes, candidates, st.randoms())
def test_the_order_of_the_rows_changes_nothing(home, rows, random):
    shuffled = random.sample(rows, len(rows))

    assert choose(home, rows) == choose(home, shuffled)


@given(homes, candidates)
def test_counting_only_the_shortlist_gives_the_same_answer(home, rows):
    listed = {c.pk for c in shortlist(home, rows)}
    uncounted = [c if c.pk in listed else replace(c, load=0) for c in rows]

    assert choose(home, [c for c in rows if c.pk in listed]) == choose(home, rows)
    assert choose(home, uncounted).chosen == choose(home, rows).chosen


@given(homes, candidates)
def test_a_full_association_is_chosen_only_when_none_with_room_is_near(home, rows):
    route = choose(home, rows)

    if route.over_capacity and route.method in ("nearest", "seat"):
        inside = [c for c in rows if c.province == home.province]
        pool = inside if home.stays_inside and inside else rows
        limit = routing.nearby(kilometres(home.point, route.chosen.point))
        room = [c for c in pool if not c.full and kilometres(home.point, c.point) <= limit - 0.1]
        assert not room
