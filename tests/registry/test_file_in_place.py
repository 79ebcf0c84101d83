"""A file is edited where it is read: each section, and the next step, at its own place."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from registry.models import ChangeRequest, Task
from registry.services.conversation import write_as_family
from registry.services.needs import confirm_need
from registry.services.publication import propose_publication
from tests import road, world
from tests.doors import of_need, page

IN_FILE = {"_in_file": "1"}


@pytest.fixture
def full(tehran, evin, maryam, hamid):
    """A file with something in each of its parts."""
    family = world.family(tehran, members=3)
    world.kinship(family, world.prisoner(evin, custody_status="released"))
    for code in ("E02", "H01", "S08"):
        world.need(family, code)
    road.assessed(family, maryam, hamid)
    write_as_family(family=family, body="When will you come?")
    return family


def opening(family, row, step):
    return f"{page(family)}?open={row._meta.model_name}-{row.pk}-{step}"


def contact(family, **changes):
    shown = {"contact_name": family.contact_name, "county": family.county_id, "language": "fa"}
    return IN_FILE | shown | changes


def test_a_section_opens_as_a_form_at_its_place_and_is_saved_there(sign_in, tehran, maryam):
    family = world.family(tehran, phone="09121234567")
    client = sign_in(maryam)

    shut = client.get(page(family))
    text = client.get(opening(family, family, "contact-data")).content.decode()
    saved = client.post(page(family, "contact-data"), contact(family, phone="09351112233"))

    assert 'name="phone"' not in shut.content.decode()
    assert f'action="{page(family, "contact-data")}"' in text
    assert 'value="09121234567"' in text
    assert saved["Location"] == f"{page(family)}#contact"
    assert road.fresh(family).phone == "09351112233"


def test_where_a_family_lives_is_looked_at_once_its_county_is_another(
    sign_in, tehran, shiraz, maryam
):
    family = world.family(tehran)
    client = sign_in(maryam)

    client.post(page(family, "contact-data"), contact(family, phone="09351112233"))
    assert not Task.objects.exists()

    client.post(page(family, "contact-data"), contact(family, county=shiraz.county.pk))
    task = Task.objects.get()
    assert (task.kind, task.association) == ("check_location", None)
    assert road.fresh(family).association == tehran


def test_an_address_opens_a_section_and_never_fills_it_in(sign_in, tehran, maryam):
    family = world.family(tehran, phone="09121234567")

    text = sign_in(maryam).get(f"{page(family, 'contact-data')}?phone=09359998877").content.decode()

    assert 'value="09121234567"' in text
    assert 'value="09359998877"' not in text


def test_what_cannot_be_right_is_marked_in_place_and_nothing_typed_is_lost(sign_in, tehran, maryam):
    family = world.family(tehran)
    wrong = contact(family, phone="12", address="7 Laleh Alley")

    answer = sign_in(maryam).post(page(family, "contact-data"), wrong)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "waiting for its first contact" in text
    assert "7 Laleh Alley" in text
    assert "phone" in answer.context["opened"].form.errors
    assert road.fresh(family).address == ""


def test_the_same_step_has_a_page_of_its_own(sign_in, tehran, maryam):
    family = world.family(tehran)
    client = sign_in(maryam)

    wrong = client.post(
        page(family, "contact-data"), {**contact(family, phone="12"), "_in_file": 1}
    )
    alone = contact(family, phone="12")
    del alone["_in_file"]

    assert "opened" in wrong.context
    assert "opened" not in client.post(page(family, "contact-data"), alone).context


def test_who_may_only_read_is_shown_no_form_and_saves_nothing(sign_in, tehran, maryam, ali, nasrin):
    family = world.family(tehran)
    member = family.members.get()
    for reader in (ali, nasrin):
        client = sign_in(reader)
        for row, step in ((family, "contact-data"), (member, "correct")):
            assert (
                '<form method="post" action="/admin/registry'
                not in client.get(opening(family, row, step)).content.decode()
            )
        assert client.post(page(family, "contact-data"), contact(family)).status_code == 403
        assert "?open=" not in client.get(page(family)).content.decode()
    assert "?open=" in sign_in(maryam).get(page(family)).content.decode()


def test_a_row_of_another_file_does_not_open_in_this_one(sign_in, tehran, shiraz, maryam):
    mine, other, theirs = (world.family(place) for place in (tehran, tehran, shiraz))
    client = sign_in(maryam)

    for family in (other, theirs):
        answer = client.get(opening(mine, family.members.get(), "correct"))
        assert answer.context["opened"].step.name == "contact"
    for broken in ("member", "member-x-correct", "user-1-correct", "member-1-nothing", "family-1-"):
        assert client.get(f"{page(mine)}?open={broken}").status_code == 200
    assert client.get(opening(mine, mine.members.get(), "correct")).context["opened"].form


def test_a_member_is_corrected_and_another_added_in_the_file(sign_in, tehran, maryam):
    family = world.family(tehran)
    member = family.members.get()
    client = sign_in(maryam)
    person = {"first_name": "Ali", "last_name": "Karimi", "relation": "son", "sex": "m"}
    person |= {"school": "na", "insurance": "none", "lives_with": "on", **IN_FILE}

    corrected = client.post(
        reverse("admin:registry_member_correct", args=[member.pk]),
        person | {"first_name": "Zohre", "relation": "head", "sex": "f"},
    )
    wrong = client.post(page(family, "add-member"), person | {"national_id": "123"})
    added = client.post(page(family, "add-member"), person)

    assert corrected["Location"] == f"{page(family)}#member-{member.pk}"
    assert "national_id" in wrong.context["opened"].form.errors
    assert added["Location"] == f"{page(family)}#members"
    assert road.fresh(member).first_name == "Zohre"
    assert road.fresh(family).size == 2


WRONG = {"reason": "  ", "amount_rial": "a lot", "national_id": "123", "relation": "nobody"}


def offered(client, family, known):
    """The steps that the file offers at its places, one of each kind of row."""
    text = client.get(page(family)).content.decode()
    for key in sorted(set(re.findall(r"[?]open=([\w-]+)", text))):
        kind, _pk, name = key.split("-", 2)
        if (kind, name) not in known:
            known.add((kind, name))
            yield client.get(f"{page(family)}?open={key}").context["opened"]


def test_every_step_of_the_file_takes_wrong_answers_back_to_its_place(sign_in, full, maryam, sara):
    world.need(full, "E04")
    wanted = {"address": {"from": "", "to": "7 Mehr Alley"}}
    ChangeRequest.objects.create(family=full, wanted=wanted, asked_at=timezone.now())
    known = set()
    for person in (maryam, sara):
        client = sign_in(person)
        for shown in offered(client, full, known):
            fields = shown.form.fields
            wrong = {field: WRONG.get(field, "\N{ZERO WIDTH NON-JOINER} ") for field in fields}

            answer = client.post(shown.action, IN_FILE | wrong)

            if fields:
                assert answer.status_code == 200, shown.action
                assert answer.context["opened"].form.errors, shown.action
                assert answer.context["opened"].action == shown.action

    asked = {("need", "decline"), ("need", "correct"), ("member", "correct"), ("family", "assign")}
    asked |= {("changerequest", "reject"), ("consent", "withdraw"), ("family", "contact-data")}
    assert asked - known == set()


def test_what_the_prisoner_is_to_the_family_is_corrected_but_not_who_he_is(
    sign_in, tehran, evin, maryam, kaveh
):
    family = world.family(tehran)
    kinship = world.kinship(family, world.prisoner(evin))
    address = reverse("admin:registry_kinship_correct", args=[kinship.pk])

    sign_in(maryam).post(address, {"relation": "sibling", "prisoner": 1, **IN_FILE})

    assert road.fresh(kinship).relation == "sibling"
    assert road.fresh(kinship).prisoner == kinship.prisoner
    assert sign_in(kaveh).post(address, {"relation": "child"}).status_code == 302
    assert road.fresh(kinship).relation == "sibling"


def test_amount_and_urgency_of_a_need_change_until_it_is_proposed(sign_in, tehran, maryam, hamid):
    family = world.family(tehran)
    need = world.need(family, "E02")
    road.assessed(family, maryam, hamid)
    confirm_need(need=need, by=maryam)
    client = sign_in(maryam)
    given = {"amount_rial": "2000000", "urgency": "normal", **IN_FILE}

    assert of_need(need, "correct") in client.get(opening(family, need, "correct")).content.decode()
    saved = client.post(of_need(need, "correct"), given)
    propose_publication(need=need, by=maryam)
    refused = client.post(of_need(need, "correct"), given | {"amount_rial": "9000000"})

    assert saved["Location"] == f"{page(family)}#need-{need.pk}"
    assert "Take it back from publication first" in refused.content.decode()
    assert road.fresh(need).amount_rial == 20_000_000


def test_the_next_step_asks_its_questions_on_the_file(sign_in, tehran, maryam):
    family = road.contacted(world.family(tehran), maryam)
    client = sign_in(maryam)
    text = client.get(page(family)).content.decode()

    wrong = client.post(page(family, "identify"), {"on": "yesterday", "notes": "Seen.", **IN_FILE})
    given = {"method": "phone", "on": str(timezone.localdate()), "result": "confirmed"}
    done = client.post(page(family, "identify"), given | IN_FILE)

    assert f'action="{page(family, "identify")}"' in text
    assert "Seen." in wrong.content.decode()
    assert {"method", "on", "result"} <= set(wrong.context["opened"].form.errors)
    assert done["Location"] == f"{page(family)}#next"
    assert road.fresh(family).status == "identified"


ALL = "needs conversation members checks past tasks contact means prisoner papers consents"
SECTIONS = {
    "maryam": ALL,
    "sara": ALL,
    "ali": "needs members checks tasks contact means papers consents",
    "nasrin": ALL,
    "laleh": "needs members checks past tasks contact means prisoner papers consents",
}


@pytest.mark.parametrize("who", SECTIONS)
def test_what_a_role_may_not_see_leaves_no_empty_frame(who, sign_in, full, request):
    family = full

    text = sign_in(request.getfixturevalue(who)).get(page(family)).content.decode()

    for name in ALL.split():
        shown = name in SECTIONS[who].split()
        assert (f'id="{name}"' in text) == shown, name
        assert (f'href="#{name}"' in text) in (shown, False), name
    assert ("<meter" in text) == (who != "ali")


def test_the_whole_file_costs_fifteen_questions_at_most(
    sign_in, tehran, maryam, full, django_assert_max_num_queries
):
    contacted = road.contacted(world.family(tehran), maryam)
    client = sign_in(maryam)

    for file in (full, contacted):
        client.get(page(file))  # from now on it stands among the files opened last
        with django_assert_max_num_queries(15):
            client.get(page(file))


def test_a_rent_and_a_year_of_birth_are_shown_as_they_are_known(sign_in, tehran, maryam):
    family = world.family(tehran, rent_rial=50_000_000)
    born = {"birth_date": date(2019, 9, 23), "birth_date_estimated": True}
    world.member(family, **born)

    text = sign_in(maryam).get(page(family)).content.decode()

    assert "5,000,000" in text
    assert "born 2019<" in text
