import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from audit.signature import acting
from registry.models import (
    County,
    NeedType,
    Occasion,
    Province,
    RequiredDocument,
    ScoringModel,
    ServiceType,
    Target,
)
from registry.services import catalogues

pytestmark = pytest.mark.django_db


@pytest.fixture
def an_empty_country(db):
    """The tests begin with the country in place; here it is still to come."""
    catalogues_last = (NeedType, ServiceType, RequiredDocument, Occasion, Target, ScoringModel)
    for model in (*catalogues_last, County, Province):
        model.objects.all().delete()


def test_the_command_brings_the_country_and_the_catalogues(an_empty_country, capsys):
    call_command("load_catalogues")

    assert (Province.objects.count(), County.objects.count()) == (31, 479)
    assert NeedType.objects.get(code="E02").default_service.code == "food_basket"
    assert ScoringModel.objects.get().questions[0]["weight"] == 5
    assert Target.objects.get(metric="relief_committee_pensions").value == 11_500_000_000_000
    assert "counties               479 written" in capsys.readouterr().out


def test_loading_again_writes_nothing():
    call_command("load_catalogues", verbosity=0)
    kept = County.history.count()

    call_command("load_catalogues", verbosity=0)
    call_command("load_catalogues", "--overwrite", verbosity=0)

    assert County.history.count() == kept


def test_what_the_national_office_changed_stays_unless_it_asks_for_the_files():
    call_command("load_catalogues")
    NeedType.objects.filter(code="E02").update(name_en="Basket of food")

    call_command("load_catalogues")
    assert NeedType.objects.get(code="E02").name_en == "Basket of food"

    with acting("Nasrin", reason="Back to the files"):
        call_command("load_catalogues", "--overwrite")
    assert NeedType.objects.get(code="E02").name_en == "Food basket"
    assert NeedType.history.filter(code="E02").latest("history_id").actor_name == "Nasrin"


def test_a_file_with_a_wrong_word_is_refused_whole(an_empty_country, monkeypatch):
    wrong = [catalogues.read("need_types")[0] | {"axis": "spiritual"}]
    right = catalogues.read
    monkeypatch.setattr(
        catalogues, "read", lambda name: wrong if name == "need_types" else right(name)
    )

    with pytest.raises(ValidationError, match="spiritual"):
        call_command("load_catalogues")
    assert not Province.objects.exists()


@pytest.mark.parametrize(
    ("language", "name", "other"),
    [
        ("en", "Share of employment needs met", "Sponsored children"),
        ("fa", "سهم نیازهای اشتغال تأمین‌شده", "فرزندان دارای حامی"),
    ],
)
def test_a_target_is_called_by_its_name_in_the_list_the_form_and_the_history(
    client, laleh, language, name, other
):
    client.force_login(laleh)
    client.post("/language", {"language": language})
    target = Target.objects.filter(metric="employment_share").first()
    target.metric = "sponsored_children"
    target.save()
    target.metric = "employment_share"
    target.save()

    pages = {
        door: client.get(reverse(f"admin:registry_target_{door}", args=args)).content.decode()
        for door, args in (
            ("changelist", []),
            ("change", [target.pk]),
            ("history", [target.pk]),
            ("add", []),
        )
    }

    for door, text in pages.items():
        assert name in text, door
        assert other in text, door
        visible = re.sub(r'(value|href|name|for|id|class)="[^"]*"', "", text)
        assert "employment_share" not in visible, door
        assert "sponsored_children" not in visible, door


def test_a_figure_says_for_which_part_of_the_country_it_holds(sign_in, laleh):
    listed = sign_in(laleh).get(reverse("admin:registry_target_changelist"))

    told = re.findall(r'class="field-place[^>]*>([^<]*)<', listed.text)
    of_tehran = Target.objects.filter(province__name_en="Tehran").count()
    of_all = Target.objects.filter(province=None).count()
    assert of_tehran
    assert sorted(told) == ["Tehran"] * of_tehran + ["the whole country"] * of_all
