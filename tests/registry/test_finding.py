"""The one search box: what it finds, for whom, however it is typed."""

from random import Random
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from permissions.roles import Role
from registry.codes import in_groups, tracking_code
from registry.services.credentials import tracking_index
from registry.services.membership import begin_membership
from tests import world
from tests.doors import page

FIND, OPTIONS = reverse("office_find"), reverse("office_find_options")


@pytest.fixture(autouse=True)
def nobody_has_searched_yet():
    cache.clear()


@pytest.fixture
def find(client):
    """Search as somebody; what comes back is the titles by kind."""

    def as_(user, words):
        client.force_login(user)
        answer = client.post(FIND, {"_search": words}, follow=True)
        assert answer.status_code == 200
        groups = answer.context["answer"].groups
        return {group.key: [hit.title for hit in group.hits] for group in groups}

    return as_


NAME = "علی‌رضا کریمی"


@pytest.mark.parametrize(
    "typed",
    [
        "علي رضا",
        "عليرضاکریمی",
        "کریمی   علی‌رضا",
        "علی رضا كريمى",
    ],
)
def test_one_spelling_finds_all(find, tehran, maryam, typed):
    world.family(tehran, contact_name=NAME)
    world.family(tehran, contact_name="زهرا احمدی")

    assert find(maryam, typed)["family"] == [NAME]


@pytest.mark.parametrize(
    ("name", "typed"),
    [("آرزو مؤمنی", "ارزو مومنی"), ("فاطمة ملکی", "فاطمه"), ("رؤیا رئوف", "رويا ريوف")],
)
def test_marks_above_letters_make_no_difference(find, tehran, maryam, name, typed):
    world.family(tehran, contact_name=name)

    assert find(maryam, typed)["family"] == [name]


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("Zahra Karimo", "one letter wrong"),
        ("Zahra Karmi", "one missing"),
        ("Zahra Karrimi", "one too many"),
        ("Zahra Kairmi", "two swapped"),
        ("Zhara Karimi", "two swapped in the other word"),
    ],
)
def test_one_slip_is_forgiven_where_nothing_is_written_so(client, tehran, maryam, typed, slip):
    world.family(tehran, contact_name="Zahra Karimi", members=0)
    world.family(tehran, contact_name="Mahin Sadeghi", members=0)
    client.force_login(maryam)

    answer = client.post(FIND, {"_search": typed}, follow=True)

    assert [hit.title for hit in answer.context["answer"].groups[0].hits] == ["Zahra Karimi"]
    assert "these come close" in answer.content.decode()


@pytest.mark.parametrize("typed", ["Zahro Karimo", "Zax", "Zahra Karimoo"])
def test_two_slips_or_a_short_word_are_not(find, tehran, maryam, typed):
    world.family(tehran, contact_name="Zahra Karimi", members=0)

    assert find(maryam, typed) == {}


def test_what_is_written_so_comes_alone(find, tehran, maryam):
    world.family(tehran, contact_name="Zahra Karimi", members=0)
    world.family(tehran, contact_name="Zahra Karima", members=0)

    assert find(maryam, "Karimi") == {"family": ["Zahra Karimi"]}


@pytest.mark.parametrize(
    ("who", "found"),
    [
        (
            "maryam",
            {"family": ["Zahra K."], "member": ["Zahra Karimi"], "prisoner": ["Ali Karimi"]},
        ),
        ("kaveh", {"prisoner": ["Ali Karimi"]}),
        ("reza", {}),
        ("omid", {}),
    ],
)
def test_each_finds_what_is_his_to_see(find, tehran, evin, who, found, request):
    family = world.family(tehran, contact_name="Zahra K.", code="1405-KARIMI")
    world.kinship(family, world.prisoner(evin, first_name="Ali"))

    assert find(request.getfixturevalue(who), "Karimi") == found
    assert find(request.getfixturevalue(who), "Karimo").keys() == found.keys()


def test_an_aftercare_officer_finds_families_of_the_released_only(find, tehran, farhad):
    world.family(tehran, contact_name="Zahra Karimi", members=0)
    world.family(tehran, contact_name="Leila Karimi", members=0, phase="aftercare")

    assert find(farhad, "Karimi") == {"family": ["Leila Karimi"]}


@pytest.mark.parametrize("typed", ["0499370899", "۰۴۹۹۳۷۰۸۹۹", "049-937089-9"])
def test_a_national_id_finds_its_people_in_either_digits(find, tehran, evin, maryam, typed):
    family = world.family(tehran, contact_name="Mahin Sadeghi", members=0)
    world.member(family, first_name="Mahin", national_id="0499370899")
    prisoner = world.prisoner(evin, national_id="0499370899")
    world.kinship(family, prisoner)

    found = find(maryam, typed)

    assert found["member"] == ["Mahin Karimi"]
    assert found["prisoner"] == ["Behrouz Karimi"]


def test_a_number_finds_only_where_it_may_be_read(find, tehran, shiraz, maryam, ali):
    begin_membership(user=maryam, role=Role.FINANCE_OFFICER, place=shiraz)
    for place in (tehran, shiraz):
        family = world.family(place, contact_name=f"Zahra of {place}", phone="09121234567")
        world.member(family, national_id="0499370899")

    assert find(maryam, "09121234567")["family"] == [f"Zahra of {tehran}"]
    assert len(find(maryam, "0499370899")["member"]) == 1
    assert find(ali, "09121234567") == {}
    assert find(ali, "0499370899") == {}


@pytest.mark.parametrize("typed", ["+98 912 123 4567", "۰۹۱۲ ۱۲۳ ۴۵۶۷", "9121234567"])
def test_a_phone_is_found_as_people_write_phones(find, tehran, maryam, typed):
    family = world.family(tehran, phone="09121234567")

    assert find(maryam, typed)["family"] == [family.contact_name]


@pytest.mark.parametrize("typed", ["1405-7KQ2M8", "۱۴۰۵ 7kq2m8", "14057KQ2M8", "1405-7kq2m"])
def test_a_file_code_is_found_as_it_is_read_aloud(find, tehran, maryam, typed):
    family = world.family(tehran, code="1405-7KQ2M8", members=0)

    assert find(maryam, typed) == {"family": [family.contact_name]}


def test_a_tracking_code_finds_its_file_where_numbers_may_be_read(find, tehran, maryam, ali):
    code = tracking_code(Random(7))
    family = world.family(tehran, tracking_index=tracking_index(code), members=0)

    assert find(maryam, in_groups(code).lower()) == {"family": [family.contact_name]}
    assert find(ali, code) == {}


def test_staff_and_associations_are_found_where_they_may_be_seen(find, tehran, sara, maryam):
    assert find(sara, "Maryam")["membership"] == ["Maryam"]
    assert "membership" not in find(maryam, "Sara")
    assert find(maryam, "Tehran")["association"] == ["Tehran Association"]


def test_pages_and_beginnings_are_found_where_they_are_open(find, tehran, evin, kaveh, maryam):
    assert "Add: Prisoners" in find(kaveh, "prisoners")["page"]
    assert "Add: Prisoners" not in find(maryam, "prisoners")["page"]


def test_the_words_never_stand_in_an_address(client, tehran, maryam):
    world.family(tehran, contact_name="زهرا احمدی")
    client.force_login(maryam)

    answer = client.post(FIND, {"_search": "زهرا"}, follow=True)

    addresses = [unquote(address) for address, _status in answer.redirect_chain]
    assert addresses
    assert not any("زهرا" in address for address in addresses)
    assert "زهرا احمدی" in answer.content.decode()


def test_a_handle_of_another_session_finds_nothing_and_says_why(client, tehran, maryam, hamid):
    world.family(tehran, contact_name="Zahra Karimi")
    client.force_login(maryam)
    address = client.post(FIND, {"_search": "Karimi"})["Location"]
    listing = client.post(page_of_families(), {"_search": "Karimi"})["Location"]

    client.logout()
    client.force_login(hamid)

    for lost in (address, listing):
        text = client.get(lost).content.decode()
        assert "session that has ended" in text
        assert "Zahra Karimi" not in text


def page_of_families():
    return reverse("admin:registry_family_changelist")


def test_a_kind_leads_on_to_its_whole_list(client, tehran, maryam):
    world.family(tehran, contact_name="Zahra Karimi")
    client.force_login(maryam)
    found = client.post(FIND, {"_search": "Karimi"}, follow=True)

    group = found.context["answer"].groups[0]
    answer = client.post(group.list_url, {"_search": found.context["words"]}, follow=True)

    assert "Zahra Karimi" in answer.content.decode()


def test_the_palette_gives_the_same_lines(client, tehran, maryam):
    family = world.family(tehran, contact_name="Zahra Karimi", members=0)
    client.force_login(maryam)

    text = client.post(OPTIONS, {"_search": "karimi"}).content.decode()

    assert f'href="{page(family)}"' in text
    assert 'role="option"' in text
    assert client.get(OPTIONS).status_code == 405


def test_one_letter_is_too_little_and_very_many_searches_are_too_many(client, maryam, monkeypatch):
    monkeypatch.setattr("registry.admin.find.pages.MOST_A_MINUTE", 3)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)  # all of it within one minute
    client.force_login(maryam)

    assert "at least two" in client.post(OPTIONS, {"_search": "k"}).content.decode()
    for _time in range(3):
        client.post(OPTIONS, {"_search": "ka"})
    refused = client.post(OPTIONS, {"_search": "ka"})

    assert refused.status_code == 429
    assert "Wait a moment" in refused.content.decode()


@pytest.mark.parametrize("who", ["maryam", "sara", "laleh", "nasrin", "kaveh"])
@pytest.mark.parametrize("typed", ["Karimi", "Karimo", "0499370899"])
def test_an_answer_takes_few_queries(client, tehran, evin, who, typed, request):
    for number in range(3):
        family = world.family(tehran, contact_name="Zahra Karimi", phone=f"0912123456{number}")
        world.kinship(family, world.prisoner(evin))
    client.force_login(request.getfixturevalue(who))
    address = client.post(FIND, {"_search": typed})["Location"]

    with CaptureQueriesContext(connection) as asked:
        client.get(address)

    assert len(asked) <= 15, "\n".join(query["sql"][:120] for query in asked)


def test_no_visitor_finds_anything(client, tehran):
    world.family(tehran, contact_name="Zahra Karimi")

    answer = client.post(OPTIONS, {"_search": "Karimi"})

    assert answer.status_code == 403
    assert "Zahra Karimi" not in answer.content.decode()
    assert "Sign in" in answer.content.decode()
