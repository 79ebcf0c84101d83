"""From the rows of a file to their histories, for whoever may read them."""

import re

from django.urls import reverse

from tests import road, world
from tests.doors import page

WAYS = re.compile(r'class="row-history" href="([^"]+)"')


def test_an_inspector_comes_from_each_row_of_the_file_to_its_history(
    sign_in, tehran, maryam, hamid, nasrin, ali
):
    family = road.assessed(world.family(tehran), maryam, hamid)
    need = world.need(family)
    client = sign_in(nasrin)

    text = client.get(page(family)).content.decode()

    ways = WAYS.findall(text)
    rows = [
        need,
        *family.members.all(),
        *family.identifications.all(),
        *family.verifications.all(),
        *family.assessments.all(),
        *family.consents.all(),
        *family.documents.all(),
    ]
    for row in rows:
        assert reverse(f"admin:registry_{row._meta.model_name}_history", args=[row.pk]) in ways
    assert {client.get(way).status_code for way in ways} == {200}
    assert not WAYS.findall(sign_in(ali).get(page(family)).content.decode())


def test_what_happened_and_the_history_are_two_pages_of_two_names(sign_in, tehran, nasrin):
    family = world.family(tehran)
    client = sign_in(nasrin)

    text = client.get(page(family)).content.decode()

    names = {
        address: set(re.findall(rf'<a href="{address}"[^>]*>([^<]+)<', text))
        for address in (page(family, "past"), page(family, "history"))
    }
    happened, history = names.values()
    assert "What happened" in happened
    assert history
    assert not happened & history
