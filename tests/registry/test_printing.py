"""On paper: the summary of a file, and the sheet for the prisoner's hand."""

import pytest
from django.urls import reverse

from tests import world
from tests.doors import page

SECRETS = ("09121234567", "12 Azadi Street", "Domestic violence")


@pytest.fixture
def family(tehran):
    family = world.family(
        tehran, contact_name="Zahra Karimi", phone="09121234567", address="12 Azadi Street"
    )
    world.need(family, "S08")
    return family


def printed(client, family, language):
    return client.get(page(family, "print"), {"language": language}).content.decode()


def test_the_summary_is_printed_in_the_language_chosen(sign_in, family, maryam):
    client = sign_in(maryam)

    persian, english = (printed(client, family, language) for language in ("fa", "en"))

    assert '<article class="paper" lang="fa" dir="rtl">' in persian
    assert "خلاصه پرونده" in persian
    assert "۰۹۱۲۱۲۳۴۵۶۷" in persian
    assert '<article class="paper" lang="en" dir="ltr">' in english
    assert "Summary of the file" in english
    assert f"Printed by <bdi>{maryam}</bdi>" in english
    for text in (persian, english):
        assert '<html lang="en"' in text  # the page around it stays the reader's
    assert 'lang="en" dir="ltr"' in printed(client, family, "klingon")


def test_paper_shows_no_more_than_the_screen(sign_in, family, maryam, ali):
    hers, his = (printed(sign_in(reader), family, "en") for reader in (maryam, ali))

    for secret in SECRETS:
        assert secret in hers, secret
        assert secret not in his, secret
    assert "Zahra Karimi" in his


def test_a_file_that_is_not_theirs_is_not_printed(sign_in, family, reza, kaveh):
    never = page(family, "print").replace(f"/{family.pk}/", "/987654321/")

    for stranger in (reza, kaveh):
        client = sign_in(stranger)
        assert client.get(page(family, "print")).status_code != 200
    client = sign_in(reza)
    assert client.get(page(family, "print"))["Location"] == client.get(never)["Location"]
    assert client.post(page(family, "print")).status_code == 405


def test_the_invitation_stands_on_paper_in_the_familys_language(sign_in, evin, kaveh):
    prisoner = world.prisoner(evin)
    address = reverse("admin:registry_prisoner_invite", args=[prisoner.pk])

    sheet = sign_in(kaveh).post(address, {"language": "fa", "channel": "paper"})

    text = sheet.content.decode()
    assert '<article class="paper" lang="fa" dir="rtl">' in text
    assert "برای خانواده" in text
    assert "The link is shown only now." in text
    assert "/r/" in text
