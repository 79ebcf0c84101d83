"""Who opens the window, and how much may be asked."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from graphql_api.models import ApiClient, ApiKey, Bucket, KeyUse
from graphql_api.publishing import clients
from graphql_api.window import budget
from registry.errors import RuleError
from tests.graphql_api.portal import PATH, Portal, portal

WHO = "{ apiClient { name } }"


def refusal(asker):
    reply = asker.ask(WHO)
    assert reply.status == 401
    assert reply.headers["WWW-Authenticate"] == 'Bearer realm="hemayat"'
    return reply.body


def test_a_living_key_opens_the_window(mehr):
    assert mehr.ask(WHO).data["apiClient"]["name"] == "Mehr Foundation"


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": timezone.now() - timedelta(seconds=1)},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"fingerprint": "0" * 64},
    ],
)
def test_a_dead_key_is_nobodys_key(mehr, change):
    assert mehr.ask(WHO).status == 200
    nobody = refusal(Portal(mehr.client, "spk_000000000000_" + "x" * 43))

    ApiKey.objects.update(**change)

    assert refusal(mehr) == nobody


@pytest.mark.parametrize(
    "change", [{"active": False}, {"expires_at": timezone.now() - timedelta(seconds=1)}]
)
def test_a_client_that_is_shut_out_is_nobody(mehr, change):
    assert mehr.ask(WHO).status == 200

    ApiClient.objects.update(**change)

    assert refusal(mehr) == refusal(Portal(mehr.client, ""))


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer ", "Basic {key}", "{key}", "Bearer {key}x", "Bearer {key} {key}",
     "bearer x", "Bearer spk__", "Bearer " + "x" * 5_000, "Bearer \x00"],
)  # fmt: skip
def test_a_malformed_key_is_nobodys_key(mehr, authorization):
    assert mehr.ask(WHO, Authorization=f"bearer {mehr.key}").status == 200

    reply = mehr.ask(WHO, Authorization=authorization.format(key=mehr.key))

    assert (reply.status, reply.codes) == (401, ["UNAUTHENTICATED"])


def test_a_session_opens_nothing_and_is_refused(mehr, sara):
    browser = Client()
    browser.force_login(sara)

    without = browser.post(PATH, {"query": WHO}, content_type="application/json")
    beside = browser.post(
        PATH,
        {"query": WHO},
        content_type="application/json",
        headers={"Authorization": f"Bearer {mehr.key}"},
    )

    assert settings.SESSION_COOKIE_NAME in browser.cookies
    for response in (without, beside):
        assert response.status_code == 403
        assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_a_key_is_kept_as_a_fingerprint_and_never_as_it_is(mehr):
    stored = ApiKey.objects.values().get()

    _mark, _prefix, secret = mehr.key.split("_", 2)
    assert mehr.key not in str(stored)
    assert secret not in str(stored)
    assert len(secret) == 43


def test_two_keys_live_beside_each_other_and_a_third_is_refused(mehr):
    second = Portal(mehr.client, clients.issue_key(mehr.client).text)
    assert mehr.ask(WHO).data == second.ask(WHO).data

    with pytest.raises(RuleError, match="two living keys already"):
        clients.issue_key(mehr.client)

    clients.revoke_key(ApiKey.objects.get(prefix=mehr.key.split("_")[1]))
    third = Portal(mehr.client, clients.issue_key(mehr.client).text)
    assert third.ask(WHO).status == second.ask(WHO).status == 200
    assert mehr.ask(WHO).status == 401


def test_a_revoked_key_is_not_revoked_again(mehr):
    key = ApiKey.objects.get()
    clients.revoke_key(key)

    with pytest.raises(RuleError, match="was revoked already"):
        clients.revoke_key(key)


def test_a_client_is_shut_out_and_let_in_again(mehr):
    clients.deactivate(mehr.client)
    assert mehr.ask(WHO).status == 401
    with pytest.raises(RuleError, match="is shut out already"):
        clients.deactivate(mehr.client)
    with pytest.raises(RuleError, match="a key would open nothing"):
        clients.issue_key(mehr.client)

    clients.activate(mehr.client)

    assert mehr.ask(WHO).status == 200


def test_every_change_of_a_client_leaves_a_record(mehr):
    clients.deactivate(mehr.client)

    record = mehr.client.history.latest("history_id")
    assert (record.active, record.actor_name) == (False, "test")
    assert ApiKey.history.count() == 1


def test_the_day_of_the_last_use_is_kept_beside_the_budgets(mehr):
    mehr.ask(WHO)
    mehr.ask(WHO)

    (use,) = KeyUse.objects.all()
    assert use.prefix == mehr.key.split("_")[1]
    assert use.last_used_on == timezone.localdate()


# The budget


def frozen(monkeypatch, moment=1_000_000.0):
    monkeypatch.setattr(budget.time, "time", lambda: moment)


def test_a_budget_is_spent_to_the_unit_and_fills_again(monkeypatch, release):
    frozen(monkeypatch)
    poor = portal("Small Fund", capacity=100, rate_per_minute=60)
    question = "{needs(first:9){edges{cursor}}}"  # 1 + 9 × 2 = 19

    for left in (81, 62, 43, 24, 5):
        reply = poor.ask(question)
        assert reply.data
        assert reply.body["extensions"]["cost"] == {"requested": 19, "left": left, "capacity": 100}
        assert reply.headers["RateLimit-Limit"] == "100"
        assert reply.headers["RateLimit-Remaining"] == str(left)
        assert reply.headers["RateLimit-Reset"] == str(100 - left)

    reply = poor.ask(question)
    assert (reply.status, reply.codes) == (429, ["RATE_LIMITED"])
    assert reply.headers["Retry-After"] == "14"
    assert reply.body["extensions"]["cost"]["left"] == 5

    frozen(monkeypatch, 1_000_013.9)
    assert poor.ask(question).status == 429
    frozen(monkeypatch, 1_000_014.0)
    assert poor.ask(question).status == 200
    assert Bucket.objects.get(client=poor.client.uid).tokens == pytest.approx(0)


def test_a_budget_never_grows_beyond_its_size(monkeypatch, release):
    frozen(monkeypatch)
    poor = portal("Small Fund", capacity=100, rate_per_minute=60)
    poor.ask(WHO)

    frozen(monkeypatch, 9_000_000.0)

    assert poor.ask(WHO).body["extensions"]["cost"]["left"] == 98


def test_a_clock_that_goes_back_gives_nothing_away(monkeypatch, release):
    frozen(monkeypatch)
    poor = portal("Small Fund", capacity=100, rate_per_minute=60)
    poor.ask(WHO)

    frozen(monkeypatch, 999_000.0)
    assert poor.ask(WHO).body["extensions"]["cost"]["left"] == 96
    frozen(monkeypatch, 1_000_000.0)

    assert poor.ask(WHO).body["extensions"]["cost"]["left"] == 94


def test_mistakes_cost_a_unit_too(monkeypatch, mehr, release):
    frozen(monkeypatch)
    first = mehr.ask("{ wrong }")

    assert first.body["extensions"]["cost"]["requested"] == 1
    assert mehr.ask("{").body["extensions"]["cost"]["left"] == 1_000_000 - 2


def test_one_client_does_not_spend_another_ones_budget(mehr, release):
    poor = portal("Small Fund", capacity=2, rate_per_minute=1)
    assert [poor.ask(WHO).status for _ in range(2)] == [200, 429]

    assert mehr.ask(WHO).status == 200


def test_the_largest_budget_must_be_more_than_nothing(db):
    with pytest.raises(Exception, match="client_budget_positive"):
        ApiClient.objects.create(name="None", kind="donor", capacity=0)
