"""Who is believed, who is let in, how often one may try, and how long one stays."""

import time

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.crypto import get_random_string

from config.middleware import LoopbackOnly, TrustedProxies
from permissions.models import User

OFFICE = "/admin/"


@pytest.fixture
def password():
    return get_random_string(16)


@pytest.fixture
def clerk(db, password):
    return User.objects.create_user("clerk", password=password, is_staff=True)


def seen(request, trusted, settings):
    settings.TRUSTED_PROXIES = trusted
    place = {}

    def page(request):
        place.update(
            address=request.META["REMOTE_ADDR"], https=request.META.get("HTTP_X_FORWARDED_PROTO")
        )
        return HttpResponse()

    TrustedProxies(page)(request)
    return place


def test_a_proxy_of_ours_says_for_whom_it_asks(settings):
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 5.5.5.5, 10.0.0.2",
        HTTP_X_FORWARDED_PROTO="https",
    )  # fmt: skip

    assert seen(request, ["10.0.0.0/24"], settings) == {"address": "5.5.5.5", "https": "https"}


def test_a_stranger_cannot_choose_his_address_or_claim_https(settings):
    request = RequestFactory().get(
        "/", REMOTE_ADDR="7.7.7.7", HTTP_X_FORWARDED_FOR="5.5.5.5", HTTP_X_FORWARDED_PROTO="https"
    )

    assert seen(request, ["10.0.0.0/24"], settings) == {"address": "7.7.7.7", "https": None}


@pytest.mark.parametrize(
    ("address", "status"),
    [("127.0.0.1", 200), ("::1", 200), ("192.168.1.7", 403), ("10.0.0.1", 403), ("", 403)],
)
def test_the_embedded_house_answers_to_its_own_machine_only(address, status):
    door = LoopbackOnly(lambda request: HttpResponse())

    assert door(RequestFactory().get("/", REMOTE_ADDR=address)).status_code == status


def try_login(client, name, password):
    return client.post("/admin/login/", {"username": name, "password": password})


def test_wrong_passwords_are_counted_and_a_known_name_is_answered_like_an_unknown_one(
    clerk, client, password
):
    for name in ("clerk", "nobody"):
        answers = [try_login(client, name, "wrong") for _ in range(settings.AXES_FAILURE_LIMIT)]

        assert [answer.status_code for answer in answers[:-1]] == [200] * (len(answers) - 1)
        assert answers[-1].status_code == 429
        assert answers[-1].headers["Retry-After"] == "900"
        assert "Too many attempts" in answers[-1].text
    assert try_login(client, "clerk", password).status_code == 429


def test_a_colleague_elsewhere_is_not_locked_out_by_a_stranger(clerk, client, password):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post(
            "/admin/login/", {"username": "clerk", "password": "wrong"}, REMOTE_ADDR="7.7.7.7"
        )

    assert try_login(client, "clerk", password).status_code == 302


def flood(names, addresses):
    """Wrong passwords, each from a browser that was never seen before."""
    for name, address in zip(names, addresses, strict=True):
        Client(REMOTE_ADDR=address).post("/admin/login/", {"username": name, "password": "wrong"})


def test_one_name_tried_from_many_addresses_is_closed_to_strange_browsers(
    clerk, client, password, settings
):
    settings.LOGIN_FAILURES_OF_A_NAME = 4
    assert try_login(client, "clerk", password).status_code == 302
    client.post("/admin/logout/")
    places = [f"7.7.7.{number}" for number in range(4)]

    flood(["clerk"] * 4, places)
    flood(["nobody"] * 4, places)

    stranger = Client(REMOTE_ADDR="8.8.8.8")
    barred, unknown = (try_login(stranger, name, password) for name in ("clerk", "nobody"))
    assert (barred.status_code, unknown.status_code) == (429, 429)
    assert try_login(client, "clerk", password).status_code == 302


def test_many_names_tried_from_one_address_close_it_to_strange_browsers(
    clerk, client, password, settings
):
    settings.LOGIN_FAILURES_OF_AN_ADDRESS = 6
    assert try_login(client, "clerk", password).status_code == 302
    client.post("/admin/logout/")

    flood([f"name{number}" for number in range(6)], ["127.0.0.1"] * 6)

    strange = [try_login(Client(), name, password).status_code for name in ("clerk", "nobody")]
    assert strange == [429, 429]
    assert try_login(client, "clerk", password).status_code == 302
    elsewhere = Client(REMOTE_ADDR="8.8.8.8")
    assert try_login(elsewhere, "clerk", password).status_code == 302


def test_a_flood_ends_with_its_window(clerk, password, settings):
    settings.LOGIN_FAILURES_OF_A_NAME = 4
    flood(["clerk"] * 4, [f"7.7.7.{number}" for number in range(4)])
    assert try_login(Client(), "clerk", password).status_code == 429

    past = timezone.now() - settings.AXES_COOLOFF_TIME
    AccessAttempt.objects.update(attempt_time=past)
    assert try_login(Client(), "clerk", password).status_code == 302


def test_a_browser_that_is_known_has_no_more_than_its_own_five_tries(clerk, client, password):
    try_login(client, "clerk", password)
    client.post("/admin/logout/")

    for _ in range(settings.AXES_FAILURE_LIMIT):
        try_login(client, "clerk", "wrong")

    assert try_login(client, "clerk", password).status_code == 429


def test_the_mark_of_a_known_browser_tells_no_name_and_is_of_one_person(
    clerk, client, password, settings
):
    try_login(client, "clerk", password)
    mark = client.cookies["known-office"]
    assert (mark["httponly"], "clerk" in mark.value) == (True, False)

    settings.LOGIN_FAILURES_OF_AN_ADDRESS = 2
    User.objects.create_user("other", password=password, is_staff=True)
    client.post("/admin/logout/")
    flood(["x", "y"], ["127.0.0.1"] * 2)
    assert try_login(client, "other", password).status_code == 429


@pytest.fixture
def later(monkeypatch):
    """Moves the clock of the sessions so many minutes past the beginning of the test."""
    start = time.time()

    def move(minutes):
        monkeypatch.setattr("permissions.sessions.time.time", lambda: start + minutes * 60)

    return move


def inside(client):
    return client.get(OFFICE).status_code == 200


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_an_idle_session_ends(clerk, client, later, minutes, stays):
    client.force_login(clerk)
    assert inside(client)

    later(minutes)

    assert inside(client) is stays


def test_a_busy_session_ends_with_the_working_day(clerk, client, later):
    client.force_login(clerk)
    assert inside(client)

    for minutes in range(25, 12 * 60, 25):
        later(minutes)
        assert inside(client)
    later(12 * 60 + 1)

    assert not inside(client)
