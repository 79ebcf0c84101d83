"""What a new password must be is said in one word for it, in whole Persian, in Persian digits."""

import re

import pytest
from django.urls import reverse

from registry.services.accounts import entrance_of

FORMER = "a quiet morning in the office"
OTHER_WORDS = ("رمز", "نمی تواند", "می بایست", "فیلد")


@pytest.fixture
def zahra(maryam):
    """A social worker who was handed the link to her account."""
    maryam.first_name, maryam.last_name, maryam.language = "Zahra", "Mohammadzadeh", "fa"
    maryam.save()
    return maryam


def sent(client, address, first, second="", **more):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fa"
    passwords = {"new_password1": first, "new_password2": second or first}
    return client.post(address, passwords | more).text


def sets(client, person, first, second=""):
    """What the page of the link answers to a new password."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fa"
    form = client.get(entrance_of(person), follow=True)
    return sent(client, form.redirect_chain[-1][0], first, second)


def changes(client, person, first, second=""):
    """What the office's page answers to a change of the password."""
    person.set_password(FORMER)
    person.save()
    client.force_login(person)
    page = reverse("admin:password_change")
    return sent(client, page, first, second, old_password=FORMER)


DOORS = pytest.mark.parametrize("door", [sets, changes])


@DOORS
@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("short", "گذرواژه کوتاه است: دست‌کم ۱۲ نویسه لازم است."),
        ("qwerty123456", "این گذرواژه بسیار رایج است"),
        ("mohammadzadeh1", "گذرواژه بیش از اندازه به نام خانوادگی شبیه است."),
    ],
)
def test_zahra_reads_in_persian_why_a_password_is_refused(client, zahra, door, password, refusal):
    page = door(client, zahra, password)

    assert refusal in page
    assert not re.search(r"password (is|must)", page)


@DOORS
def test_zahra_is_asked_for_the_same_password_once_more(client, zahra, door):
    page = door(client, zahra, "a long and quiet evening", "a long and quiet morning")

    assert "همان گذرواژه را یک بار دیگر بنویسید." in page
    assert "این دو گذرواژه یکی نیستند." in page


@DOORS
def test_the_page_has_one_word_for_a_password_and_persian_digits(client, zahra, door):
    page = door(client, zahra, "short")
    told = re.search(r'<div class="help".*?</div>', page, re.DOTALL)[0]

    assert "دست‌کم ۱۲ نویسه داشته باشد." in told
    assert not re.search(r"\d", re.sub(r"<[^>]*>", "", told), re.ASCII)
    assert [word for word in OTHER_WORDS if word in page] == []


def test_in_english_the_length_is_told_in_latin_digits(client, zahra):
    form = client.get(entrance_of(zahra), follow=True, headers={"accept-language": "en"})

    assert "Your password takes at least 12 characters." in form.text
