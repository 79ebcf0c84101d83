"""What no page of ours sends: it finds nothing, is kept nowhere, and breaks nothing."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from permissions.search import SESSION_KEY
from registry.models import Export, SavedFilter
from tests import world
from tests.doors import page

FAMILIES = reverse("admin:registry_family_changelist")
STAFF = reverse("admin:registry_membership_changelist")
CLIENTS = reverse("admin:graphql_api_apiclient_changelist")


@pytest.fixture(autouse=True)
def nobody_has_searched_yet():
    cache.clear()


@pytest.mark.parametrize("name", ["pk__in", "id__in"])
def test_a_number_that_no_database_holds_breaks_no_list_that_is_searched_by_name(
    client, sara, maryam, name
):
    client.force_login(sara)

    wrong = client.get(STAFF, {name: "1" + "0" * 30})
    right = client.get(STAFF, {name: str(maryam.pk)})

    assert wrong.headers.get("Location") == f"{STAFF}?e=1" or wrong.status_code == 200
    assert right.status_code == 200


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_moment_beyond_every_calendar_shows_the_past_from_its_end(client, tehran, maryam, moment):
    past = page(world.family(tehran), "past")
    client.force_login(maryam)

    answer = client.get(past, {"before": moment})

    assert answer.status_code == 200
    assert answer.context["happenings"] == client.get(past).context["happenings"]


@pytest.mark.parametrize("where", [FAMILIES, STAFF, reverse("office_find")])
def test_words_with_a_character_that_no_text_holds_are_searched_without_it(
    client, tehran, laleh, where
):
    family = world.family(tehran, contact_name="Zahra Karimi")
    client.force_login(laleh)

    answer = client.post(where, {"_search": "Zah\0ra"}, follow=True)

    assert answer.status_code == 200
    assert list(client.session[SESSION_KEY].values()) == ["Zahra"]
    assert (family.contact_name in answer.content.decode()) is (where != STAFF)


def test_the_palette_takes_them_too(client, tehran, maryam):
    world.family(tehran, contact_name="Zahra Karimi")
    client.force_login(maryam)

    answer = client.post(reverse("office_find_options"), {"_search": "Zah\0ra"})

    assert "Zahra Karimi" in answer.content.decode()


def test_a_place_and_a_filter_that_no_text_holds_are_refused_or_kept_without_it(
    client, tehran, sara
):
    client.force_login(sara)
    saved = {"act": "save", "name": "Mine", "values": "status=contacted"}

    client.post(reverse("office_saved_filters", args=["family"]), {**saved, "association": "T\0"})
    assert not SavedFilter.objects.exists()
    client.post(
        reverse("office_saved_filters", args=["family"]), {**saved, "association": tehran.code}
    )
    assert SavedFilter.objects.get().association == tehran

    reason = {"reason": "The monthly report to the governor", "axis": "health"}
    answer = client.post(reverse("office_report_file"), {**reason, "status": "confirmed\0"})
    assert answer.status_code == 200
    assert Export.objects.get().filters["status"] == "confirmed"
    assert Export.objects.get().rows == 0


def test_the_way_out_of_a_search_leads_to_the_list_where_it_has_no_panel(client, laleh):
    client.force_login(laleh)

    text = client.post(CLIENTS, {"_search": "nobody"}, follow=True).content.decode()
    assert 'href="?reset=1"' not in text
    assert 'href="?"' in text
    assert client.get(f"{CLIENTS}?").status_code == 200
    whole = client.post(FAMILIES, {"_search": "nobody"}, follow=True).content.decode()
    assert 'href="?reset=1"' in whole


def test_a_search_without_words_is_no_accident(client, maryam):
    client.force_login(maryam)

    assert client.post(reverse("office_find"), {"q": "abc"}, follow=True).status_code == 200


LISTS = [FAMILIES, STAFF, CLIENTS, reverse("admin:registry_province_changelist")]
NAMES = ["nothing", "contact_name__startswith", "phone", "association__code", "<script>"]


@pytest.mark.parametrize("where", LISTS)
def test_a_filter_that_a_list_has_not_is_answered_in_its_frame_whatever_its_name(
    client, laleh, where
):
    client.force_login(laleh)

    answers = [client.get(where, {name: "<script>x</script>"}) for name in NAMES]

    texts = {without_the_address(answer) for answer in answers}
    assert len(texts) == 1
    assert {answer.status_code for answer in answers} == {400}
    for answer in answers:
        assert "<script>x" not in answer.text
        assert "This list has no such filter" in answer.text
        assert 'id="logout-form"' in answer.text
    whole = re.search(rf'class="button" href="({where}[^"]*)"', answers[0].text)[1]
    assert client.get(whole, follow=True).context["cl"].has_active_filters is False


def test_in_persian_and_after_an_action_too(client, laleh):
    client.force_login(laleh)
    client.post("/language", {"language": "fa"})

    for answer in (client.get(FAMILIES, {"nothing": "1"}), client.post(f"{FAMILIES}?nothing=1")):
        assert answer.status_code == 400
        assert "این فهرست چنین پالایه‌ای ندارد" in answer.text


def test_whoever_may_not_open_a_list_is_not_told_of_its_filters(client, kaveh):
    client.force_login(kaveh)

    assert client.get(FAMILIES, {"nothing": "1"}).status_code == 403
    assert client.get(FAMILIES).status_code == 403


def without_the_address(answer):
    """The page without its tokens, and without the address it would open in another language."""
    text = re.sub(
        r'nonce="[^"]*"|name="(csrfmiddlewaretoken|_once|next)" value="[^"]*"', "", answer.text
    )
    return re.sub(r'value="[^"]*" name="next"', "", text)
