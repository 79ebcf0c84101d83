"""Somebody who was released is admitted anew: he is the same prisoner, and nobody learns more."""

import pytest
from django.urls import reverse

from audit.calendar import date_in_figures
from registry.models import CustodyEvent, Prisoner
from registry.services import custody
from tests import road, world
from tests.feed.lines import ALI, HASAN
from tests.registry.test_custody import day, told

pytestmark = pytest.mark.django_db
ADD = reverse("admin:registry_prisoner_add")
NEUTRAL = (
    "Nothing was recorded: this national ID cannot be admitted here. Check the number, the names "
    "and the date; if they are right, ask the national desk."
)


@pytest.fixture
def prisoner(evin):
    return world.prisoner(evin, national_id=ALI, prisoner_no="77", dependants=2)


@pytest.fixture
def admit(sign_in):
    """Fill in the page on which a prisoner is added."""

    def as_(user, prison, on=9, **facts):
        typed = {
            "admitted_at": f"{date_in_figures(day(on).date())} 12:00",
            "first_name": "Behrouz",
            "last_name": "Karimi",
            "national_id": ALI,
            "sex": "m",
            "marital": "married",
            "dependants": "3",
            "prison": prison.pk,
            "prisoner_no": "A-5",
        }
        return sign_in(user).post(ADD, typed | facts, follow=True)

    return as_


def test_mina_admits_whom_evin_released_and_he_is_the_same_prisoner(
    admit, prisoner, family, mina, kaveh, adelabad
):
    told(prisoner, ("admission", 1), ("release", 2))
    assert road.fresh(family).phase == "aftercare"

    answer = admit(mina, adelabad)

    assert answer.redirect_chain
    same = Prisoner.objects.get()
    assert (same.pk, same.prison, same.custody_status) == (prisoner.pk, adelabad, "remand")
    assert (same.prisoner_no, same.dependants, same.detained_on) == ("A-5", 3, day(9).date())
    event = same.events.first()
    assert (event.kind, event.prison, event.source) == ("readmission", adelabad, "manual")
    assert event.history.get().actor_name == "Mina"
    assert road.fresh(family).phase == "custody"
    assert not Prisoner.objects.visible_to(kaveh).exists()


def test_the_answer_is_the_one_of_any_other_admission(admit, prisoner, mina, adelabad):
    told(prisoner, ("admission", 1), ("release", 2))

    anew = admit(mina, adelabad)
    first = admit(mina, adelabad, national_id=HASAN)

    def came_to(answer):
        row = Prisoner.objects.get(pk=answer.context["original"].pk)
        said = [str(each) for each in answer.context["messages"]]
        return [text.replace(str(row.pk), "") for text in said], answer.redirect_chain[-1][1]

    assert came_to(anew) == came_to(first)
    assert Prisoner.objects.count() == 2


def held(prisoner):
    told(prisoner, ("admission", 1))


def dead(prisoner):
    told(prisoner, ("admission", 1), ("death", 2))


def released_later(prisoner):
    told(prisoner, ("admission", 1), ("release", 20))


def called_otherwise(prisoner):
    told(prisoner, ("admission", 1), ("release", 2))
    Prisoner.objects.update(last_name="Moradi")


def two_of_them(prisoner):
    for each in (prisoner, world.prisoner(prisoner.prison, national_id=ALI)):
        told(each, ("admission", 1), ("release", 2))


@pytest.mark.parametrize("state", [held, dead, released_later, called_otherwise, two_of_them])
def test_whatever_else_is_known_elsewhere_is_refused_in_the_same_words(
    state, admit, prisoner, mina, adelabad
):
    state(prisoner)
    before = Prisoner.objects.count(), CustodyEvent.objects.count()

    answer = admit(mina, adelabad)

    assert answer.context["adminform"].form.errors == {"national_id": [NEUTRAL]}
    assert "Evin" not in answer.text
    assert (Prisoner.objects.count(), CustodyEvent.objects.count()) == before


@pytest.mark.parametrize("events", [[("admission", 1)], [("death", 2)]])
def test_kaveh_is_led_to_the_prisoner_of_his_own(events, admit, prisoner, kaveh, evin):
    told(prisoner, *events)

    answer = admit(kaveh, evin)

    assert "Behrouz Karimi has this national ID and stands in your list" in answer.text
    assert Prisoner.objects.count() == 1


def test_names_are_compared_as_they_are_folded(admit, prisoner, mina, adelabad):
    told(prisoner, ("admission", 1), ("release", 2))
    Prisoner.objects.update(first_name="علی‌رضا", last_name="كريمي")

    admit(mina, adelabad, first_name="علیرضا", last_name="کریمی")

    assert Prisoner.objects.get().prison == adelabad


def test_one_arrival_is_not_recorded_under_two_names(prisoner, evin):
    told(prisoner, ("admission", 1), ("release", 2), ("readmission", 3))

    with pytest.raises(custody.RuleError) as refusal:
        told(prisoner, ("admission", 3))
    assert refusal.value.code == "recorded_already"
