"""A family is told why this association is its own, and nothing of the others."""

import pytest

from registry.models import Referral
from registry.services import contact
from tests import world
from tests.intake import pages

pytestmark = pytest.mark.django_db
RESPONSIBLE = "it is responsible for the county you named when you registered"
OFFICE = "its office is in the county you named when you registered"
NEAREST = "it is the nearest to the county you named when you registered"
WITH_ROOM = "it is the nearest, to the county you named when you registered, of those that could"
WITH_ROOM_IN_THE_PROVINCE = "it is the nearest in your province, to the county you named"
IN_THE_PROVINCE = "it is the nearest in your province to the county"
FOR_NOW = "It was chosen for the time being"
BY_HAND = "It was chosen for you by the national office."
ALL = (
    RESPONSIBLE,
    OFFICE,
    NEAREST,
    WITH_ROOM,
    WITH_ROOM_IN_THE_PROVINCE,
    IN_THE_PROVINCE,
    FOR_NOW,
    BY_HAND,
)


@pytest.fixture
def register(client, evin, kaveh):
    """`register("Varamin")`: the last page and the own file of a family of that county."""

    def register(seat, language="en"):
        client.cookies["language"] = language
        token = world.invited(world.prisoner(evin, custody_status="convicted"), kaveh)
        pages.walk(client, token, home=pages.home(seat))
        done = pages.finish(client, token)
        assert pages.sign_in(client, done.context["receipt"]).status_code == 302
        return [done.content.decode(), client.get("/f/file/").content.decode()]

    return register


def told(texts):
    """The one reason that both pages tell."""
    (only,) = {reason for text in texts for reason in ALL if reason in text}
    assert all(only in text for text in texts)
    return only


def full(association):
    world.family(association)
    association.capacity = 1
    association.save()
    return association


def test_that_it_is_the_one_of_its_county(tehran, register):
    assert told(register("Tehran")) == OFFICE


def test_that_it_is_responsible_for_its_county_however_far(tehran, shiraz, register):
    shiraz.service_areas.create(county=world.county("Varamin"))

    assert told(register("Varamin")) == RESPONSIBLE


def test_that_it_is_the_nearest(tehran, shiraz, register):
    assert told(register("Varamin")) == NEAREST


def test_that_a_nearer_one_had_no_room_without_its_name_or_its_numbers(tehran, register):
    near = full(world.association("Varamin"))

    texts = register("Pakdasht")

    assert told(texts) == WITH_ROOM
    for text in texts:
        assert near.name_en not in text
        assert " km" not in text


def test_that_its_province_keeps_its_families(tehran, register):
    home = world.county("Varamin")
    across = world.association("Qom", latitude=home.latitude, longitude=home.longitude)
    home.province.stays_inside = True
    home.province.save()

    texts = register("Varamin")

    assert told(texts) == IN_THE_PROVINCE
    assert all(across.name_en not in text for text in texts)


def test_that_its_province_keeps_its_families_and_a_nearer_one_there_had_no_room(tehran, register):
    home = world.county("Varamin")
    world.association("Qom", latitude=home.latitude, longitude=home.longitude)
    full(world.association("Varamin"))
    home.province.stays_inside = True
    home.province.save()

    assert told(register("Pakdasht")) == WITH_ROOM_IN_THE_PROVINCE


def test_that_nobody_knows_yet_where_its_county_lies(tehran, register):
    home = world.county("Varamin")
    home.latitude = home.longitude = None
    home.save()

    assert told(register("Varamin")) == FOR_NOW


def test_that_the_national_office_chose_it_and_not_why(tehran, shiraz, laleh, register, client):
    register("Varamin")
    family = Referral.objects.get().family
    contact.reroute(family=family, to=shiraz, by=laleh, reason="Said by a neighbour")

    text = client.get("/f/file/").content.decode()

    assert told([text]) == BY_HAND
    assert "neighbour" not in text


def test_that_it_was_chosen_anew_when_the_first_one_closed(tehran, shiraz, laleh, register, client):
    register("Varamin")
    client.post("/f/changes/", pages.home("Shiraz"))
    family = Referral.objects.get().family
    contact.reroute_to_nearest(family=family, by=laleh, reason="Tehran closes its doors")

    text = client.get("/f/file/").content.decode()

    assert shiraz.name_en in text
    assert told([text]) == BY_HAND


def test_what_was_true_when_it_registered_is_not_said_of_where_it_has_moved(
    tehran, shiraz, register, client
):
    register("Varamin")
    client.post("/f/changes/", pages.home("Shiraz"))

    assert told([client.get("/f/file/").content.decode()]) == NEAREST


def test_in_persian_too(tehran, register):
    for text in register("Varamin", "fa"):
        assert "چون به شهرستانی که هنگام ثبت‌نام گفتید از همه نزدیک‌تر است" in text


def test_whoever_joins_an_open_file_is_not_told_even_that(tehran, client, evin, kaveh):
    head = world.person_in_answers("Mahin", "head", "1970-01-01", "f", national_id="0499370899")
    world.registered(world.prisoner(evin), kaveh, world.answers(members=[head]))
    token = world.invited(world.prisoner(evin), kaveh)
    client.cookies["language"] = "en"
    pages.walk(client, token, members=[pages.HEAD | {"national_id": "۰۴۹۹۳۷۰۸۹۹"}])

    assert "It was chosen" not in pages.finish(client, token).content.decode()
