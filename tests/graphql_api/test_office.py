"""The office of the window: who manages clients, who only looks, who sees nothing."""

import re

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import SentForm
from audit.once import FIELD, new_key
from audit.versions import FIELD_OF_LIST, seal_all, versions_of
from graphql_api.models import ApiClient, ApiKey
from graphql_api.publishing.models import PrivacyLedger, SentClientForm
from graphql_api.publishing.publisher import publish
from tests.graphql_api.portal import Portal

KEY = re.compile(r"spk_[0-9a-f]{12}_[\w-]{43}")
WHO = "{ apiClient { name scope { categories provinces } } }"

FORM = {
    "name": "Omid Foundation",
    "kind": "donor",
    "categories": ["schooling", "loan"],
    "provinces": ["21", "07"],
    "rate_per_minute": "600",
    "capacity": "6000",
    "expires_at_0": "",
    "expires_at_1": "",
    "keys-TOTAL_FORMS": "0",
    "keys-INITIAL_FORMS": "0",
}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
CLIENTS = reverse("admin:graphql_api_apiclient_changelist")
ADD = reverse("admin:graphql_api_apiclient_add")
KEYS = reverse("admin:graphql_api_apikey_changelist")


def act(browser, page, action, *rows, confirmed=True):
    """Choose rows and an action; where it is shown first what would happen, confirm that."""
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    answer = browser.post(page, data, follow=True)
    asked = confirmed and 'name="confirmed"' in answer.content.decode()
    return browser.post(page, confirmation(answer), follow=True) if asked else answer


def confirmation(answer):
    sent = {}
    for name, value in HIDDEN.findall(answer.content.decode()):
        sent.setdefault(name, []).append(value)
    return sent


def test_a_client_is_entered_with_its_scope_and_gets_a_key(client, laleh):
    client.force_login(laleh)
    client.post(ADD, FORM, follow=True)
    omid = ApiClient.objects.get(name="Omid Foundation")
    assert (omid.categories, omid.provinces) == (["schooling", "loan"], ["21", "07"])

    page = act(client, CLIENTS, "issue_key", omid)

    (key,) = set(KEY.findall(page.content.decode()))
    scope = Portal(omid, key).ask(WHO).data["apiClient"]["scope"]
    assert scope == {"categories": ["SCHOOLING", "LOAN"], "provinces": ["21", "07"]}
    assert "no-store" in page.headers["Cache-Control"]


def test_a_key_is_shown_once(client, laleh, mehr):
    client.force_login(laleh)
    page = act(client, CLIENTS, "issue_key", mehr.client)
    (key,) = set(KEY.findall(page.content.decode()))

    detail = reverse("admin:graphql_api_apiclient_change", args=[mehr.client.pk])
    history = reverse("admin:graphql_api_apikey_history", args=[ApiKey.objects.first().pk])
    for address in (CLIENTS, detail, KEYS, history, reverse("admin:index")):
        assert key.split("_", 2)[2] not in client.get(address).content.decode()


def test_a_third_key_is_refused_in_a_sentence(client, laleh, mehr):
    client.force_login(laleh)
    assert KEY.search(act(client, CLIENTS, "issue_key", mehr.client).content.decode())

    page = act(client, CLIENTS, "issue_key", mehr.client).content.decode()

    assert "has two living keys already" in page
    assert not KEY.search(page)
    assert ApiKey.objects.count() == 2


def test_a_key_belongs_to_one_client(client, laleh, mehr, nur):
    client.force_login(laleh)

    page = act(client, CLIENTS, "issue_key", mehr.client, nur.client).content.decode()

    assert "A key belongs to one client" in page
    assert ApiKey.objects.count() == 2


def test_a_key_is_revoked_and_a_client_shut_out_from_the_next_request_on(client, laleh, mehr, nur):
    client.force_login(laleh)
    assert mehr.ask(WHO).status == nur.ask(WHO).status == 200

    act(client, KEYS, "revoke", mehr.client.keys.get())
    act(client, CLIENTS, "deactivate", nur.client)

    assert mehr.ask(WHO).status == nur.ask(WHO).status == 401
    record = nur.client.history.latest("history_id")
    assert (record.active, record.actor_name) == (False, str(laleh))

    act(client, CLIENTS, "activate", nur.client)
    assert nur.ask(WHO).status == 200


@pytest.mark.parametrize("language", ["en", "fa"])
def test_what_would_happen_is_shown_first_and_nothing_is_changed(
    client, laleh, mehr, nur, language
):
    laleh.language = language
    laleh.save()
    client.force_login(laleh)
    act(client, KEYS, "revoke", nur.client.keys.get())

    shut = act(client, CLIENTS, "deactivate", mehr.client, confirmed=False)
    keys = [mehr.client.keys.get(), nur.client.keys.get()]
    revoked = act(client, KEYS, "revoke", *keys, confirmed=False)

    assert "Mehr Foundation" in shut.content.decode()
    assert [each.row for each in shut.context["taken"]] == [mehr.client]
    assert [each.row for each in revoked.context["taken"]] == [keys[0]]
    assert "Mehr Foundation" in revoked.content.decode()
    assert [each.row for each in revoked.context["refused"]] == [keys[1]]
    assert mehr.ask(WHO).status == 200
    assert mehr.client.history.count() == 1


def test_a_client_that_has_changed_since_it_was_shown_is_not_shut_out(client, laleh, mehr):
    client.force_login(laleh)
    shown = act(client, CLIENTS, "deactivate", mehr.client, confirmed=False)
    ApiClient.objects.filter(pk=mehr.client.pk).update(capacity=7)

    page = client.post(CLIENTS, confirmation(shown), follow=True)
    assert "It has been changed since you looked at it." in page.content.decode()
    assert mehr.ask(WHO).status == 200

    act(client, CLIENTS, "deactivate", mehr.client)
    assert mehr.ask(WHO).status == 401


def test_an_action_that_shows_nothing_first_is_compared_with_the_list_whatever_is_sent(
    client, laleh, mehr
):
    """A confirmation stands for the rows of its own page, and for no other action."""
    client.force_login(laleh)
    chosen = {"action": "issue_key", "_selected_action": [mehr.client.pk]}
    chosen[FIELD_OF_LIST] = seal_all(ApiClient, versions_of(ApiClient, [mehr.client.pk]))
    ApiClient.objects.filter(pk=mehr.client.pk).update(capacity=7)
    now = str(versions_of(ApiClient, [mehr.client.pk])[mehr.client.pk])

    for claimed in ({}, {"confirmed": "1", f"seen-{mehr.client.pk}": now}):
        page = client.post(CLIENTS, chosen | claimed, follow=True)
        assert "Nothing was done" in page.content.decode()
    assert ApiKey.objects.count() == 1

    act(client, CLIENTS, "issue_key", mehr.client)
    assert ApiKey.objects.count() == 2


def test_a_changed_scope_holds_from_the_next_request_on(client, laleh, mehr):
    client.force_login(laleh)
    detail = reverse("admin:graphql_api_apiclient_change", args=[mehr.client.pk])

    form = FORM | {"name": "Mehr Foundation", "categories": [], "keys-INITIAL_FORMS": "0"}
    client.post(detail, form, follow=True)

    assert mehr.ask(WHO).data["apiClient"]["scope"]["categories"] == []


@pytest.mark.parametrize(
    "change", [{"provinces": ["99"]}, {"categories": ["bread"]}, {"capacity": "0"}]
)
def test_what_is_not_on_the_lists_is_not_taken(client, laleh, change):
    client.force_login(laleh)

    client.post(ADD, FORM | change)
    assert not ApiClient.objects.exists()

    client.post(ADD, FORM)
    assert ApiClient.objects.exists()


@pytest.mark.parametrize("who", ["maryam", "sara", "reza", "kaveh", "omid"])
def test_the_staff_of_an_association_see_no_client(client, request, mehr, who):
    client.force_login(request.getfixturevalue(who))

    for address in (CLIENTS, ADD, KEYS, reverse("admin:graphql_api_release_changelist")):
        response = client.get(address)
        assert response.status_code in (302, 403)
        assert "Mehr" not in response.content.decode()
    act(client, CLIENTS, "deactivate", mehr.client)
    assert mehr.ask(WHO).status == 200


def test_releases_and_the_ledger_are_looked_at_and_not_changed(client, laleh, tehran):
    report = publish(profile="small", period="1405-01")
    entry = PrivacyLedger.objects.get()
    client.force_login(laleh)

    for model, row in (
        ("graphql_api_release", report.release),
        ("publishing_privacyledger", entry),
    ):
        listing = client.get(reverse(f"admin:{model}_changelist"))
        assert "1405-01" in listing.content.decode()
        page = client.get(reverse(f"admin:{model}_change", args=[row.pk])).content.decode()
        assert report.release.sha256 in page
        assert entry.seed not in page
        assert client.get(reverse(f"admin:{model}_add")).status_code == 403
        assert client.post(reverse(f"admin:{model}_change", args=[row.pk]), {}).status_code == 403
        assert client.get(reverse(f"admin:{model}_delete", args=[row.pk])).status_code == 403
    past = client.get(reverse("admin:publishing_privacyledger_history", args=[entry.pk]))
    assert entry.seed not in past.content.decode()


def test_a_list_of_more_releases_asks_no_more(client, laleh, tehran):
    publish(profile="strict", period="1405-01")
    client.force_login(laleh)
    listing = reverse("admin:graphql_api_release_changelist")
    client.get(listing)
    with CaptureQueriesContext(connections["published"]) as for_one:
        client.get(listing)

    publish(profile="strict", period="1405-02")
    with CaptureQueriesContext(connections["published"]) as for_two:
        client.get(listing)

    assert len(for_two) == len(for_one)


def test_a_client_sent_twice_is_entered_once_and_its_key_is_issued_once(client, laleh):
    """The keys of these forms lie beside the clients, in the published store."""
    client.force_login(laleh)
    sent = FORM | {FIELD: new_key()}
    first, again = client.post(ADD, sent), client.post(ADD, sent)
    assert first["Location"] == again["Location"]
    omid = ApiClient.objects.get(name="Omid Foundation")
    chosen = {"action": "issue_key", "_selected_action": [omid.pk], FIELD: new_key()}
    chosen[FIELD_OF_LIST] = seal_all(ApiClient, versions_of(ApiClient, [omid.pk]))

    page, repeated = client.post(CLIENTS, chosen), client.post(CLIENTS, chosen)

    assert KEY.search(page.content.decode())
    assert repeated.status_code == 409
    assert not KEY.search(repeated.content.decode())
    assert ApiKey.objects.count() == 1
    assert SentClientForm.objects.count() == 2
    assert SentForm.objects.count() == 0
