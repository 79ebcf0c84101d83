"""The language is the account's own, and a visitor's is the browser's."""

import pytest
from django.urls import reverse

from permissions.models import User

SWITCH = reverse("set_language")
START = reverse("admin:index")
LOGIN = reverse("admin:login")


def test_the_office_speaks_the_language_of_the_account(client, maryam):
    User.objects.filter(pk=maryam.pk).update(language="fa")
    client.force_login(maryam)

    assert 'lang="fa" dir="rtl"' in client.get(START).content.decode()


def test_a_switch_is_remembered_with_the_account(client, maryam):
    client.force_login(maryam)
    answer = client.post(SWITCH, {"language": "fa", "next": START}, follow=True)

    assert 'lang="fa"' in answer.content.decode()
    assert User.objects.get(pk=maryam.pk).language == "fa"
    client.cookies.clear()
    client.force_login(maryam)
    assert 'lang="fa"' in client.get(START).content.decode()


@pytest.mark.parametrize("language", ["", "de", "../x"])
def test_no_other_language_is_taken(client, maryam, language):
    client.force_login(maryam)
    client.post(SWITCH, {"language": language, "next": START})

    assert User.objects.get(pk=maryam.pk).language == "en"


def test_asking_for_the_address_changes_nothing(client, maryam):
    client.force_login(maryam)
    client.get(SWITCH, {"language": "fa"})

    assert User.objects.get(pk=maryam.pk).language == "en"


@pytest.mark.django_db
def test_a_visitor_switches_before_signing_in(client):
    answer = client.post(SWITCH, {"language": "fa", "next": LOGIN}, follow=True)

    assert 'lang="fa" dir="rtl"' in answer.content.decode()


@pytest.mark.django_db
def test_the_switch_leads_to_no_foreign_site(client):
    answer = client.post(SWITCH, {"language": "fa", "next": "https://elsewhere.example/"})

    assert "elsewhere" not in answer["Location"]
