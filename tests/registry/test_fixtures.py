"""The catalogues on file are whole, agree with each other and with the code."""

import json
import re
from collections import Counter

import pytest
from django.conf import settings

from graphql_api.models.vocabulary import Axis, Category
from permissions.roles import Role
from permissions.vocabulary import Permission
from registry.services.scoring import AXES

FOLDER = settings.BASE_DIR / "fixtures"


def read(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_every_file_is_written_in_persian_letters_and_digits(path):
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"[يىكة٠-٩]", text) == []
    assert "\\u" not in text


@pytest.mark.parametrize(
    "name", ["provinces", "counties", "need_types", "service_types", "required_documents"]
)
def test_codes_are_unique_and_both_names_are_there(name):
    rows = read(name)

    assert Counter(row["code"] for row in rows).most_common(1)[0][1] == 1
    assert all(row["name_fa"].strip() and row["name_en"].strip() for row in rows)


def test_the_country_is_whole():
    provinces, counties = read("provinces"), read("counties")

    assert (len(provinces), len(counties)) == (31, 479)
    assert {county["province"] for county in counties} == {row["code"] for row in provinces}
    assert {row["region"] for row in provinces} == {1, 2, 3, 4, 5}


def test_every_province_has_its_capital_inside():
    home = {county["code"]: county["province"] for county in read("counties")}

    assert all(home[province["capital"]] == province["code"] for province in read("provinces"))


def test_every_county_lies_in_the_country():
    for county in read("counties"):
        assert 25 < float(county["latitude"]) < 40, county
        assert 44 < float(county["longitude"]) < 64, county


def test_a_county_name_may_repeat_but_not_within_its_province():
    names = Counter((county["province"], county["name_fa"]) for county in read("counties"))

    assert names.most_common(1)[0][1] == 1


def test_the_need_catalogue_has_all_42_needs_on_four_axes():
    needs = read("need_types")

    assert Counter(need["code"][0] for need in needs) == {"E": 12, "H": 10, "Y": 8, "S": 12}
    assert {need["axis"] for need in needs} == set(AXES) == set(Axis.values)


def test_every_need_has_a_public_category_and_title_or_is_never_published():
    for need in read("need_types"):
        told = (need["category"], need["public_title_fa"], need["public_title_en"])
        assert all(told) or not any(told), need["code"]
        assert need["category"] in {"", *Category.values}, need["code"]


def test_every_public_category_has_a_need_but_the_settlement_which_is_confidential():
    published = {need["category"] for need in read("need_types")} - {""}

    assert set(Category.values) - published == {"settlement"}


def test_only_public_needs_are_ever_published():
    assert {n["sensitivity"] for n in read("need_types") if n["category"]} == {"public"}


def test_a_need_and_its_public_category_stand_on_the_same_axis():
    axis = {row["code"]: row["axis"] for row in read("published_vocabulary")["categories"]}

    for need in read("need_types"):
        assert not need["category"] or axis[need["category"]] == need["axis"], need["code"]


def test_every_need_names_a_service_that_exists():
    services = {service["code"] for service in read("service_types")}

    assert {need["default_service"] for need in read("need_types")} <= services


def test_risk_of_suicide_and_violence_cannot_wait():
    assert {need["code"] for need in read("need_types") if need["urgent"]} == {"Y06", "S08"}


def test_roles_and_permissions_are_words_of_the_vocabulary():
    roles = read("roles")

    assert set(roles) == set(Role.values)
    assert {word for words in roles.values() for word in words} == set(Permission.__members__)


def test_the_first_scoring_model_asks_on_four_axes_and_points_to_known_needs():
    model, needs = read("scoring_models")[0], {need["code"] for need in read("need_types")}

    questions = model["questions"]
    assert Counter(question["code"] for question in questions).most_common(1)[0][1] == 1
    assert [*dict.fromkeys(question["axis"] for question in questions)] == list(AXES)
    for question in questions:
        assert question["weight"] in range(1, 6)
        assert len(question["options"]) == 4
        assert set(question["needs"]) <= needs


def test_the_figures_of_the_announcements_are_kept_exactly():
    figures = {(row["metric"], row["jalali_year"]): row for row in read("targets")}

    assert figures["employment_families", 1400]["value"] == "20"
    assert figures["employment_share", 1400]["value"] == "80"
    assert figures["newly_covered_families", 1399]["value"] == "1750"
    assert figures["sponsored_children", 1400]["value"] == "614"
    assert figures["sponsorship_deposits", 1400]["value"] == "5600000000"
    assert figures["relief_committee_families", 1400]["qualifier"] == ">"
    assert figures["relief_committee_pensions", 1400]["value"] == "11500000000000"
    assert all(row["source"] for row in figures.values())


def test_names_are_many_and_told_once():
    names = read("names")

    for kind in ("female", "male", "surnames"):
        assert len(names[kind]) == len(set(names[kind])) > 150
