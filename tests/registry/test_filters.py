"""The filters of the lists: what they offer, count, refuse and remember."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry.filters import counting
from registry.models import Family, Task
from registry.services.cartable import complete, open_task
from tests import world

FAMILIES = reverse("admin:registry_family_changelist")
LISTS = [
    model._meta.label_lower.replace(".", "_")
    for model, page in admin.site._registry.items()
    if getattr(page, "filter_class", None)
]


@pytest.fixture
def files(tehran, maryam):
    """Three files of Tehran: two contacted, one of them Maryam's; one assessed as critical."""
    return [
        world.family(tehran, contact_name="Zahra", status="contacted", worker=maryam),
        world.family(tehran, contact_name="Leila", status="contacted"),
        world.family(tehran, contact_name="Mahin", status="assessed", tier="critical"),
    ]


@pytest.fixture
def shown(client):
    """The names on the list, as one person sees it under these filters."""

    def as_(user, address=FAMILIES, **asked):
        client.force_login(user)
        answer = client.get(address, asked, follow=True)
        assert answer.status_code == 200
        return answer

    return as_


def names(answer):
    return sorted(family.contact_name for family in answer.context["cl"].result_list)


def counts(answer, facet):
    offered = {each.name: each for each in answer.context["cl"].panel.facets}
    return {choice.value: choice.count for choice in offered[facet].choices if choice.count != "0"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"status": "contacted"}, ["Leila", "Zahra"]),
        ({"status": ["contacted", "assessed"], "tier": "none"}, ["Leila", "Zahra"]),
        ({"tier": "critical"}, ["Mahin"]),
        ({"keeper": "me"}, ["Zahra"]),
        ({"keeper": "nobody", "status": "contacted"}, ["Leila"]),
        ({"work": "ended"}, []),
        ({"opened_from": "1405/1/1", "opened_to": "2030-01-01"}, ["Leila", "Mahin", "Zahra"]),
        ({"opened_to": "1404/12/29"}, []),
    ],
)
def test_filters_narrow_the_list(shown, maryam, files, asked, found):
    assert names(shown(maryam, **asked)) == found


def test_both_ends_of_a_span_belong_to_it(shown, tehran, maryam):
    moment = timezone.now()
    world.family(tehran, contact_name="Zahra", opened_at=moment)
    today = timezone.localdate(moment)

    assert names(shown(maryam, opened_from=today, opened_to=today)) == ["Zahra"]
    assert names(shown(maryam, opened_to=today - timedelta(days=1))) == []


def test_each_choice_is_counted_as_if_it_alone_were_changed(shown, maryam, files):
    answer = shown(maryam, panel="1", status="contacted")

    assert counts(answer, "status") == {"contacted": "2", "assessed": "1"}
    assert counts(answer, "tier") == {"none": "2"}
    assert counts(answer, "keeper") == {"me": "1", "nobody": "1"}


def test_counts_are_lower_bounds_where_there_are_more_rows_than_are_looked_at(
    shown, maryam, files, monkeypatch
):
    monkeypatch.setattr(counting, "COUNTED", 1)

    assert set(counts(shown(maryam, panel="1"), "status").values()) <= {"1+", ""}


def test_nothing_is_offered_or_counted_of_another_place(shown, tehran, shiraz, maryam, reza, files):
    world.family(shiraz, contact_name="Parvin", status="verified", worker=reza)

    answer = shown(maryam, panel="1")

    assert "verified" not in counts(answer, "status")
    text = answer.content.decode()
    assert "Reza" not in text
    assert str(shiraz) not in text


def test_the_national_office_filters_by_association(shown, tehran, shiraz, laleh, files):
    world.family(shiraz, contact_name="Parvin")

    answer = shown(laleh, panel="1", association=str(shiraz.pk))

    assert names(answer) == ["Parvin"]
    assert counts(answer, "association") == {str(tehran.pk): "3", str(shiraz.pk): "1"}


@pytest.mark.parametrize("of", [FAMILIES, reverse("admin:registry_need_changelist")])
def test_families_and_their_needs_are_found_by_province(shown, tehran, shiraz, maryam, laleh, of):
    fars = shiraz.county.province
    for home, name in [(tehran, "Zahra"), (tehran, "Leila"), (shiraz, "Parvin")]:
        county = tehran.county if name == "Zahra" else shiraz.county
        world.need(world.family(home, contact_name=name, county=county))

    def found(reader):
        rows = shown(reader, of, province=str(fars.pk)).context["cl"].result_list
        return sorted(getattr(row, "family", row).contact_name for row in rows)

    assert found(maryam) == ["Leila"]
    assert found(laleh) == ["Leila", "Parvin"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"status": "nonsense"}, "Status"),
        ({"opened_from": "the day before"}, "Registered from"),
        ({"worker": "987654321"}, "Social worker"),
        ({"county": "nowhere"}, "County"),
        ({"province": "nowhere"}, "Province"),
    ],
)
def test_a_value_that_is_none_is_refused_with_a_sentence(shown, maryam, files, asked, said):
    answer = shown(maryam, **asked)

    assert names(answer) == []
    assert said.lower() in " ".join(answer.context["cl"].panel.refusals).lower()
    assert 'role="alert"' in answer.content.decode()


def test_an_association_of_others_is_refused_like_one_that_never_was(shown, shiraz, maryam, files):
    real = shown(maryam, association=str(shiraz.pk)).context["cl"].panel.refusals
    never = shown(maryam, association="987654321").context["cl"].panel.refusals

    assert real == never != []


@pytest.mark.parametrize("number", ["1" * 30, "²", "-1", "۱" * 30])
def test_a_number_that_no_row_can_have_breaks_no_panel(shown, maryam, files, number):
    asked = {"worker": number, "county": number, "province": number, "panel": "1"}

    assert shown(maryam, **asked) is not None


def test_a_filter_in_use_is_a_chip_that_takes_it_away(shown, client, maryam, files):
    answer = shown(maryam, status=["contacted", "assessed"], tier="critical")

    chips = {chip.label: chip.url for chip in answer.context["cl"].panel.chips}
    assert set(chips) == {"Status: contacted", "Status: assessed", "Level: critical"}
    loosened = client.get(FAMILIES + chips["Level: critical"])
    assert names(loosened) == ["Leila", "Mahin", "Zahra"]


def test_an_empty_list_names_the_filter_to_take_away(shown, maryam, files):
    answer = shown(maryam, status="contacted", tier="critical")

    assert names(answer) == []
    assert [chip.name for chip in answer.context["cl"].panel.loosened] == ["status", "tier"]
    assert "as soon as you take one of these away" in answer.content.decode()


def test_a_list_is_found_as_it_was_left_and_can_be_cleared(shown, client, maryam, files):
    shown(maryam, status="assessed", o="1")

    assert names(client.get(FAMILIES, follow=True)) == ["Mahin"]
    assert "status=assessed" in client.get(FAMILIES)["Location"]
    assert names(client.get(FAMILIES, {"reset": "1"}, follow=True)) == ["Leila", "Mahin", "Zahra"]
    assert client.get(FAMILIES).status_code == 200


def test_a_list_without_such_filters_is_shown_whole_again_too(shown, maryam):
    address = reverse("admin:registry_occasion_changelist")

    assert shown(maryam, address, reset="1").redirect_chain == [(address, 302)]


def test_the_list_of_tasks_begins_with_what_is_open(shown, client, tehran, sara):
    family = world.family(tehran)
    done = open_task(family, Task.Kind.FIRST_CONTACT)
    complete(family, [Task.Kind.FIRST_CONTACT])
    due = open_task(family, Task.Kind.IDENTIFY)
    address = reverse("admin:registry_task_changelist")

    assert list(shown(sara, address).context["cl"].result_list) == [due]
    everything = client.get(address, {"reset": "1"}, follow=True)
    assert {*everything.context["cl"].result_list} == {due, done}
    assert {*client.get(address).context["cl"].result_list} == {due, done}


def test_what_could_not_be_understood_is_not_remembered(shown, client, maryam, files):
    shown(maryam, status="nonsense")

    assert client.get(FAMILIES).status_code == 200


def test_a_search_goes_on_within_the_filters(shown, client, maryam, files):
    shown(maryam, status="contacted")

    asked = {"_search": "Leila", "_filters": "?status=contacted"}
    answer = client.post(FAMILIES, asked, follow=True)

    assert names(answer) == ["Leila"]
    with_panel = client.get(answer.redirect_chain[-1][0] + "&panel=1")
    assert counts(with_panel, "keeper") == {"nobody": "1"}


def test_late_and_unassigned_tasks_are_counted_among_the_open(client, tehran, sara):
    late = timezone.now() - timedelta(days=60)
    for name in ("Zahra", "Leila"):
        open_task(world.family(tehran, contact_name=name), Task.Kind.FIRST_CONTACT, since=late)
    client.force_login(sara)
    address = reverse("admin:registry_task_changelist")

    assert len(client.get(address, {"when": ["late", "mine"]}).context["cl"].result_list) == 2
    assert counts(client.get(address, {"panel": "1"}), "when") == {"late": "2", "free": "2"}


@pytest.fixture
def country(tehran, shiraz, evin):
    """A file with a prisoner, a need and a task in each of two associations."""
    for place in (tehran, shiraz):
        family = world.family(place)
        world.kinship(family, world.prisoner(evin))
        world.need(family)
        open_task(family, Task.Kind.FIRST_CONTACT)


@pytest.mark.parametrize("model", LISTS)
@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_filtered_list_opens_its_panel_within_its_queries(
    client, laleh, country, model, language
):
    laleh.language = language
    laleh.save()
    client.force_login(laleh)
    address = reverse(f"admin:{model}_changelist")
    begun = client.get(address)
    chosen = begun.context["cl"].values if begun.status_code == 200 else ""

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"{address}?{chosen}&panel=1")

    if answer.status_code == 200:
        assert answer.context["cl"].panel.is_open
        assert len(asked) <= 15, "\n".join(query["sql"][:160] for query in asked)


def test_a_longer_list_counts_its_choices_with_no_more_queries(client, tehran, maryam, files):
    client.force_login(maryam)
    client.get(FAMILIES)
    numbers = []
    for part in "BC":
        with CaptureQueriesContext(connection) as asked:
            client.get(FAMILIES, {"panel": "1", "status": "contacted"})
        numbers.append(len(asked))
        Family.objects.bulk_create(
            Family(
                code=f"1405-{part}{number:05}", contact_name="Zahra", county=tehran.county,
                association=tehran, opened_at=timezone.now(), status="contacted",
            )
            for number in range(60)
        )  # fmt: skip

    assert numbers[1] <= numbers[0]
