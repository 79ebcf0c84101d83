"""A page that the database gives up says so, and what to do (PostgreSQL's `statement_timeout`)."""

import pytest
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as pages


def slow(request):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 20")
        cursor.execute("SELECT pg_sleep(5)")
    return HttpResponse("looked up")


def quick(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0)")
    return HttpResponse("looked up")


urlpatterns = [path("slow/", slow), path("quick/", quick), *pages]

pytestmark = [
    pytest.mark.urls(__name__),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has no limit on statements."
    ),
]


@pytest.mark.parametrize(
    ("language", "sentence"), [("fa", "این پرسش"), ("en", "narrow it with another filter")]
)
def test_a_question_that_takes_too_long_ends_in_a_sentence(db, client, language, sentence):
    client.cookies["language"] = language

    answer = client.get("/slow/")

    assert answer.status_code == 503
    assert sentence in answer.text
    assert client.get("/quick/").text == "looked up"


def test_what_was_sent_is_not_answered_as_if_it_were_a_page(db, client):
    with pytest.raises(OperationalError):
        client.post("/slow/")
