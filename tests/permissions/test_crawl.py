"""Nobody of one association learns of, or touches, a row of another, through any door."""

import logging

import pytest
from django.db import connection

from audit.admin import HistoryAdmin
from permissions.access import Access
from permissions.admin import ScopedAdmin, ScopedOptions
from registry.models import Family, Member, Need, PrisonCoordination, Prisoner
from tests.permissions.crawl import Crawl
from tests.permissions.planting import Planted, guarded


@pytest.fixture
def own(tehran, evin, maryam):
    return Planted("yq8own", tehran, evin, maryam)


@pytest.fixture
def foreign(shiraz, adelabad, reza):
    return Planted("zq7their", shiraz, adelabad, reza)


@pytest.fixture
def crawl_as(client, own, foreign, monkeypatch):
    # A refusal is no news here, and each would be written down with its whole way.
    monkeypatch.setattr(logging.getLogger("django.request"), "level", logging.ERROR)

    def crawl(user, models=None, *, probing=True):
        client.raise_request_exception = False
        client.force_login(user)
        walk = Crawl(client, own, foreign, probing=probing)
        walk.run(models)
        return walk

    return crawl


@pytest.mark.parametrize(
    ("who", "language", "probing"),
    [
        ("sara", "fa", True),
        ("maryam", "en", False),
        ("ali", "fa", False),
    ],
)
def test_staff_of_tehran_never_meet_a_row_of_shiraz(who, language, probing, crawl_as, request):
    user = request.getfixturevalue(who)
    user.language = language
    user.save()

    walk = crawl_as(user, probing=probing)

    assert walk.findings == []
    assert walk.requests > 500
    assert walk.own_values_seen > 25, "The same walk meets their own rows."


def test_a_prison_social_worker_never_meets_another_prison_nor_any_family(
    kaveh, crawl_as, own, foreign
):
    walk = crawl_as(kaveh)

    assert walk.findings == []
    assert walk.own_values_seen > 10


def test_an_aftercare_officer_never_meets_a_family_of_another_province(
    farhad, crawl_as, own, foreign
):
    files = [world.row(Family).pk for world in (own, foreign)]
    Family.objects.filter(pk__in=files).update(phase=Family.Phase.AFTERCARE)

    walk = crawl_as(farhad, probing=False)

    assert walk.findings == []
    assert walk.own_values_seen > 10


def test_every_guarded_model_of_the_office_is_planted(own):
    assert set(guarded()) <= set(own.rows)
    assert {Family, Member, Need, Prisoner} <= set(own.rows)


def all_rows(self, request):
    return self.model._default_manager.all()


def all_choices(self, model, request, action):
    return model._default_manager.all()


def whatever_is_stored(self, request, obj, form, change):
    obj.save()


def any_past(self, request, object_id):
    return self.model._base_manager.filter(pk=object_id).first()


WALLS = {
    "the rows of lists and pages": [(ScopedOptions, "get_queryset", all_rows)],
    "the rule of the model": [(Access, "narrow", lambda self, rows, user, action: rows)],
    "the row behind a history page": [
        (HistoryAdmin, "row_whose_past_she_may_read", any_past),
    ],
    "the choices of links, and the look at what was stored": [
        (ScopedOptions, "choices_of", all_choices),
        (ScopedOptions, "_where_she_may_add", lambda self, field, request: all_rows_of(field)),
        (ScopedAdmin, "save_model", whatever_is_stored),
    ],
}


def all_rows_of(field):
    return field.related_model._default_manager.all()


@pytest.mark.parametrize("wall", WALLS)
def test_the_walk_finds_the_hole_where_a_wall_is_taken_away(wall, maryam, crawl_as, monkeypatch):
    for owner, name, hole in WALLS[wall]:
        monkeypatch.setattr(owner, name, hole)

    walk = crawl_as(maryam, [PrisonCoordination])

    if connection.vendor == "postgresql":
        # The second wall stands: whatever the pages forget, the database refuses, without grace.
        assert [each for each in walk.findings if not each.startswith("500 at POST")] == []
    else:
        assert walk.findings != []
