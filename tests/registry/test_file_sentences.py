"""The sentences of a family's file fit the state it is in."""

from django.utils import timezone

from registry.services.custody import record_event
from tests import world
from tests.doors import page


def test_a_keeper_the_reader_does_not_know_is_a_colleague_elsewhere(sign_in, tehran, maryam, reza):
    free, kept = world.family(tehran), world.family(tehran, worker=reza)
    client = sign_in(maryam)

    assert "nobody keeps this file yet" in client.get(page(free)).content.decode()
    text = client.get(page(kept)).content.decode()
    assert "kept by a colleague elsewhere" in text
    assert "Reza" not in text


def test_the_file_says_when_every_need_is_decided(sign_in, tehran, maryam):
    family = world.family(tehran, status="assessed")
    need = world.need(family)
    client = sign_in(maryam)

    assert "decide on those that are open" in client.get(page(family)).content.decode()
    need.status = "confirmed"
    need.save()
    assert "each of them is decided" in client.get(page(family)).content.decode()


def test_the_file_tells_since_when_the_prisoner_is_free(sign_in, tehran, evin, maryam):
    family = world.family(tehran)
    prisoner = world.prisoner(evin, expected_release_on=timezone.localdate())
    world.kinship(family, prisoner)
    client = sign_in(maryam)

    assert "expected release:" in client.get(page(family)).content.decode()
    record_event(prisoner=prisoner, kind="release", at=timezone.now())
    text = client.get(page(family)).content.decode()
    assert "After custody" in text
    assert "released since" in text
    assert "expected release:" not in text
