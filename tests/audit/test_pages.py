"""The history pages: who changed what, when and why, for whoever may know."""

import re
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from audit import admin
from audit.calendar import moment_in_words
from audit.signature import acting, because, hand_of, signed
from permissions.models import User
from permissions.reach import everything
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.audit.office")]


@pytest.fixture(autouse=True)
def prepared_across_all_borders():
    with everything("what a test prepares"):
        yield


@pytest.fixture
def karimis(tehran):
    return world.family(tehran, contact_name="Zahra Karimi", phone="09121234567", members=0)


@contextmanager
def by(person, reason=""):
    """What this person does in one request."""
    with signed(hand_of(person, "f" * 32)), because(reason):
        yield


def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def address(row, version=""):
    label = f"{row._meta.app_label}/{row._meta.model_name}"
    return f"/admin/{label}/{row.pk}/history/{version}"


def read(client, person, where, language="en"):
    User.objects.filter(pk=person.pk).update(language=language)
    client.force_login(person)
    return client.get(where)


def text(response):
    """What stands on the page, in one line, without its tags."""
    words = re.sub(r"<[^>]*>", " ", response.content.decode().partition('id="content-main"')[2])
    return " ".join(words.replace("&#x27;", "'").split())


def test_an_inspector_reads_who_changed_what_when_and_why(client, karimis, maryam, nasrin):
    with by(maryam, "the daughter has moved out"):
        change(karimis, housing="rent", worker=maryam)

    page = text(read(client, nasrin, address(karimis)))

    assert "Maryam · social worker · Tehran Association" in page
    assert "Reason: the daughter has moved out" in page
    assert "housing — tenant" in page
    assert "social worker — Maryam" in page
    assert moment_in_words(karimis.history.latest().history_date, "en") in page


def test_the_page_speaks_persian_with_jalali_dates(client, karimis, maryam, nasrin):
    with by(maryam):
        change(karimis, rent_rial=12_000_000)

    page = text(read(client, nasrin, address(karimis), "fa"))

    assert moment_in_words(karimis.history.latest().history_date, "fa") in page
    assert "۱٬۲۰۰٬۰۰۰ تومان" in page
    assert "انجمن" in page
    with translation.override("fa"):
        assert not re.search(r"20\d\d", page)


def test_the_first_entry_says_what_the_file_began_with(client, karimis, nasrin):
    page = text(read(client, nasrin, address(karimis)))

    assert "created" in page
    assert "contact person Zahra Karimi" in page
    assert "rent" not in page


def test_what_is_encrypted_is_shown_as_changed_and_not_what_it_says(client, karimis, nasrin):
    change(karimis, phone="09129876543")

    page = read(client, nasrin, address(karimis))

    assert "mobile ••• •••" in text(page)
    assert "0912" not in page.content.decode()


def test_a_secret_is_never_told(client, karimis, laleh, nasrin):
    change(karimis, pin_hash="argon2$secret")
    laleh.set_password("another secret")
    laleh.save()

    assert "secret" not in read(client, nasrin, address(karimis)).content.decode()
    page = text(read(client, laleh, address(laleh)))
    assert "A value that is never shown was changed." in page
    assert "argon2" not in page


def test_a_stranger_gets_the_answer_of_a_file_that_never_was(client, karimis, reza, nasrin):
    assert read(client, nasrin, address(karimis)).status_code == 200
    version = f"{karimis.history.latest().history_id}/"
    assert read(client, nasrin, address(karimis, version)).status_code == 200

    for tail in ("", version):
        foreign = read(client, reza, address(karimis, tail))
        unknown = read(client, reza, address(karimis, tail).replace(f"/{karimis.pk}/", "/987654/"))

        assert (foreign.status_code, foreign["location"]) == (302, unknown["location"])
        assert foreign.content == unknown.content


def test_seeing_a_file_is_not_reading_its_history(client, karimis, ali, maryam):
    assert read(client, maryam, address(karimis)).status_code == 200

    assert read(client, ali, address(karimis)).status_code == 403


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_the_history_pages_take_nothing(client, karimis, nasrin, verb):
    version = f"{karimis.history.latest().history_id}/"
    change(karimis, contact_name="Zahra Karimi-Rad")
    client.force_login(nasrin)

    for where in (address(karimis), address(karimis, version)):
        answer = getattr(client, verb)(where, {"contact_name": "Somebody else"})
        assert answer.status_code == 405

    karimis.refresh_from_db()
    assert karimis.contact_name == "Zahra Karimi-Rad"
    assert karimis.history.count() == 2


def test_every_change_is_told_once_also_at_the_edge_of_a_page(client, karimis, nasrin, monkeypatch):
    monkeypatch.setattr(admin, "PAGE_SIZE", 3)
    for number in range(1, 7):
        change(karimis, contact_name=f"Name {number}")

    where, pages = address(karimis), []
    while where:
        response = read(client, nasrin, where)
        pages.append(text(response))
        onward = re.search(r'href="\?before=(\d+)"', response.content.decode())
        where = f"{address(karimis)}?before={onward[1]}" if onward else ""

    assert len(pages) == 3
    whole = " ".join(pages)
    for number in range(1, 6):
        assert whole.count(f"contact person Name {number} Name {number + 1}") == 1
    assert "contact person Zahra Karimi Name 1" in pages[1] + pages[2]
    assert "contact person Zahra Karimi Reason" not in whole


def test_before_the_first_change_there_is_nothing(client, karimis, nasrin):
    page = text(read(client, nasrin, f"{address(karimis)}?before=1"))

    assert "No changes are recorded before this point." in page
    assert read(client, nasrin, f"{address(karimis)}?before=nonsense").status_code == 200


def test_a_longer_page_costs_no_more_queries_and_counts_nothing(client, karimis, nasrin, maryam):
    change(karimis, worker=maryam)
    read(client, nasrin, address(karimis))
    with CaptureQueriesContext(connection) as short:
        read(client, nasrin, address(karimis))

    colleagues = [
        world.person(f"colleague{number}", "social_worker", karimis.association)
        for number in range(8)
    ]
    for colleague in colleagues:
        change(karimis, worker=colleague, county=world.county("Shiraz"))
        change(karimis, county=world.county("Tehran"))
    with CaptureQueriesContext(connection) as long:
        assert "Colleague7" in text(read(client, nasrin, address(karimis)))

    assert len(long) <= len(short) <= 30
    assert not [query for query in long if "COUNT(" in query["sql"].upper()]


def test_after_a_transfer_the_new_association_does_not_learn_who_worked_on_it_before(
    client, karimis, shiraz, maryam, reza, nasrin
):
    with by(maryam, "first contact"):
        change(karimis, worker=maryam)
    with acting("routing", reason="the family moved"):
        change(karimis, association=shiraz, worker=None)
    with by(reza, "our own work"):
        change(karimis, worker=reza, housing="owner")

    page = text(read(client, reza, address(karimis)))
    assert "Reza · social worker · Shiraz Association" in page
    assert "••• · social worker Reason: first contact" in page
    assert "Maryam" not in page

    page = text(read(client, nasrin, address(karimis)))
    assert "Maryam · social worker · Tehran Association Reason: first contact" in page
    assert "association Tehran Association Shiraz Association" in page

    assert read(client, maryam, address(karimis)).status_code == 302


def test_an_old_version_shows_the_whole_record_as_it_was(client, karimis, nasrin):
    version = f"{karimis.history.latest().history_id}/"
    change(karimis, contact_name="Zahra Karimi-Rad", housing="rent")

    page = text(read(client, nasrin, address(karimis, version)))

    assert "contact person Zahra Karimi " in page
    assert "Karimi-Rad" not in page
    assert "mobile •••" in page
    assert "housing —" in page


def test_a_version_of_another_row_is_not_found(client, karimis, tehran, nasrin):
    other = world.family(tehran, members=0)
    version = f"{other.history.latest().history_id}/"

    assert read(client, nasrin, address(other, version)).status_code == 200
    assert read(client, nasrin, address(karimis, version)).status_code == 404
