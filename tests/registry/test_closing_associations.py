"""An association is suspended and closed with a reason, and never with somebody left behind."""

import re

from django.db.models import F
from django.urls import reverse

from registry.models import Family, Membership
from tests import road, world
from tests.doors import said


def page(association):
    return reverse("admin:registry_association_change", args=[association.pk])


def sent(client, association, **changed):
    """The page as it is, with these fields changed, and sent."""
    shown = client.get(page(association))
    form = shown.context["adminform"].form
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {name: value for name, value in data.items() if value is not None}
    hidden = dict(re.findall(r'name="(_version|_once)" value="([^"]*)"', shown.text))
    inline = {
        "service_areas-TOTAL_FORMS": "0",
        "service_areas-INITIAL_FORMS": "0",
    }
    return client.post(page(association), {**data, **hidden, **inline, **changed}, follow=True)


def test_its_status_changes_with_a_reason_that_stays_in_the_history(sign_in, shiraz, laleh):
    client = sign_in(laleh)

    refused = sent(client, shiraz, status="suspended")
    assert "Say why the status changes" in refused.text
    assert road.fresh(shiraz).status == "active"

    sent(client, shiraz, status="suspended", why="Its office was flooded.")
    assert road.fresh(shiraz).status == "suspended"
    assert shiraz.history.latest().history_change_reason == "Its office was flooded."


def test_other_changes_need_none(sign_in, shiraz, laleh):
    sent(sign_in(laleh), shiraz, hours="8 to 14")

    assert road.fresh(shiraz).hours == "8 to 14"


def test_none_closes_while_it_has_open_files_or_people(sign_in, shiraz, laleh, reza):
    client = sign_in(laleh)
    family = world.family(shiraz)
    closing = {"status": "closed", "why": "Merged with another one."}

    assert "has open files" in sent(client, shiraz, **closing).text
    Family.objects.filter(pk=family.pk).update(status="closed")
    assert "People still work at this association" in sent(client, shiraz, **closing).text
    assert road.fresh(shiraz).status == "active"

    Membership.objects.filter(association=shiraz).update(until=F("since"))
    answer = sent(client, shiraz, **closing)
    assert road.fresh(shiraz).status == "closed", said(answer)


def test_its_own_manager_is_not_asked_and_cannot(sign_in, tehran, sara):
    shown = sign_in(sara).get(page(tehran))

    assert "Why the status changes" not in shown.text
    sent(sign_in(sara), tehran, status="suspended", why="We need a rest.", hours="8 to 12")
    tehran = road.fresh(tehran)
    assert (tehran.status, tehran.hours) == ("active", "8 to 12")
