"""Nobody of one association learns of, or touches, a row of another, through any door."""

import pytest
from django.contrib import admin

from permissions.admin import ScopedAdmin, ScopedOptions
from registry.models import Family, Member, Need, Prisoner
from tests.permissions.crawl import Crawl
from tests.permissions.planting import Planted, guarded


@pytest.fixture
def own(tehran, evin, maryam):
    return Planted("yq8own", tehran, evin, maryam)


@pytest.fixture
def foreign(shiraz, adelabad, reza):
    return Planted("zq7their", shiraz, adelabad, reza)


@pytest.fixture
def crawl_as(client, own, foreign):
    def crawl(user, models=None):
        client.raise_request_exception = False
        client.force_login(user)
        walk = Crawl(client, own, foreign)
        walk.run(models)
        return walk

    return crawl


@pytest.mark.parametrize(
    ("who", "language"), [("sara", "fa"), ("maryam", "en"), ("ali", "fa"), ("farhad", "en")]
)
def test_staff_of_tehran_never_meet_a_row_of_shiraz(who, language, crawl_as, request):
    user = request.getfixturevalue(who)
    user.language = language
    user.save()

    walk = crawl_as(user)

    assert walk.findings == []
    assert walk.requests > 500


@pytest.mark.parametrize("who", ["sara", "maryam"])
def test_the_same_walk_meets_their_own_rows(who, crawl_as, request):
    walk = crawl_as(request.getfixturevalue(who), [Family, Need])

    assert walk.own_values_seen > 20


def test_a_prison_social_worker_never_meets_another_prison_nor_any_family(
    kaveh, crawl_as, own, foreign
):
    walk = crawl_as(kaveh)

    assert walk.findings == []


def test_every_guarded_model_of_the_office_is_planted(own):
    assert set(guarded()) <= set(own.rows)
    assert {Family, Member, Need, Prisoner} <= set(own.rows)


WALLS = {
    "rows of lists and pages": (ScopedOptions, "get_queryset", admin.ModelAdmin.get_queryset),
    "choices of links": (
        ScopedOptions,
        "choices_of",
        lambda self, model, request, action: model._default_manager.all(),
    ),
    "lookups in addresses": (ScopedAdmin, "lookup_allowed", lambda *args, **kwargs: True),
}
