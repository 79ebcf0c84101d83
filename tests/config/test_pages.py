"""What every page answers with, whoever asks, and the pages that belong to nobody."""

import pytest
from django.test import Client
from django.urls import reverse

PAGES = ["/", "/admin/login/", "/admin/", "/livez", "/nothing/here/"]


@pytest.mark.parametrize("page", PAGES)
def test_no_page_lets_foreign_or_inline_code_in(db, client, page):
    policy = client.get(page).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_kept_framed_indexed_or_given_a_device(db, client, page):
    headers = client.get(page).headers

    assert "no-store" in headers["Cache-Control"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "noindex" in headers["X-Robots-Tag"]
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("language", "direction", "sentence"),
    [("fa", "rtl", 'lang="fa"'), ("en", "ltr", "The back office")],
)
def test_the_front_page_speaks_both_languages(db, client, language, direction, sentence):
    page = client.get("/", headers={"accept-language": language}).text

    assert f'dir="{direction}"' in page
    assert sentence in page


def test_the_visitor_changes_the_language_on_the_page_itself(db, client):
    client.post(reverse("set_language"), {"language": "fa"})

    assert 'dir="rtl"' in client.get("/", headers={"accept-language": "en"}).text


def test_the_process_says_that_it_lives_and_that_its_stores_are_ready(db, client):
    assert client.get("/livez").json() == {"status": "alive"}

    ready = client.get("/readyz")

    assert ready.status_code == 200
    assert set(ready.json()["stores"].values()) == {"ready"}


def test_a_form_without_its_token_is_refused_with_a_way_out(db):
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "maryam"})

    assert answer.status_code == 403
    assert "This form has expired" in answer.text
    assert "maryam" not in answer.text


def test_an_unknown_address_answers_in_words(db, client):
    answer = client.get("/nothing/here/")

    assert answer.status_code == 404
    assert "This page is not here" in answer.text


@pytest.mark.parametrize(
    ("name", "page"),
    [("sessionid", "/admin/"), ("sessionid", "/graphql/"), ("family", "/f/file/")],
)
def test_a_cookie_that_no_text_holds_is_like_none(db, client, name, page):
    none = client.get(page)
    odd = client.get(page, headers={"cookie": f'{name}="abcd\\000efghijkl"'})

    assert odd.status_code == none.status_code
    assert odd.headers.get("Location") == none.headers.get("Location")
