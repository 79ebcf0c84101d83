"""Directories stand in the order of the alphabet that their names are written in."""

import pytest
from django.urls import reverse

from registry.models import County
from registry.text import ORDER
from tests import world

DIRECTORIES = ["province", "county", "needtype"]
ALPHABET = " آ" + ORDER
WRITTEN_AS = str.maketrans({"\u200c": "", "ئ": "ی", "ؤ": "و"})


def place_of(name):
    """As in a dictionary: آ before ا, and a joiner counts for nothing."""
    return [ALPHABET.find(letter) for letter in name.translate(WRITTEN_AS)]


@pytest.fixture
def listed(client, laleh):
    """The names of a directory in the language of the page, as its pages list them."""

    def in_language(language, model, sign=None):
        laleh.language = language
        laleh.save()
        client.force_login(laleh)
        page = reverse(f"admin:registry_{model}_changelist")
        columns = client.get(page, follow=True).context["cl"].list_display
        names, question = [], "?" if sign is None else f"?o={sign}{columns.index('name')}"
        while question:
            cl = client.get(page + question).context["cl"]
            names += [getattr(row, f"name_{language}") for row in cl.result_list]
            question = cl.page.next and cl.link_to(cl.page.next)
        return names

    return in_language


@pytest.mark.parametrize("model", DIRECTORIES)
def test_a_directory_is_read_in_the_order_of_the_persian_alphabet(listed, model):
    names = listed("fa", model)

    assert names == sorted(names, key=place_of)
    assert any(name.startswith(("پ", "چ", "ک", "گ")) for name in names)


@pytest.mark.parametrize("model", DIRECTORIES)
def test_a_directory_is_read_in_the_order_of_the_english_alphabet(listed, model):
    names = listed("en", model)

    assert names == sorted(names, key=str.lower)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_sorted_by_its_column_it_is_the_same_order_and_backwards(listed, language):
    names = listed(language, "county")

    assert len(names) == County.objects.count() > 300
    assert listed(language, "county", "") == names
    assert listed(language, "county", "-") == names[::-1]


def test_the_provinces_of_a_client_stand_in_the_order_of_the_persian_alphabet(client, laleh):
    laleh.language = "fa"
    laleh.save()
    client.force_login(laleh)

    form = client.get(reverse("admin:graphql_api_apiclient_add")).context["adminform"].form

    names = [name for _code, name in form.fields["provinces"].choices]
    assert len(names) > 30
    assert names == sorted(names, key=place_of)


def test_the_associations_of_a_filter_stand_in_the_order_of_the_persian_alphabet(client, laleh):
    laleh.language = "fa"
    laleh.save()
    for seat in ("Yazd", "Gorgan", "Kerman", "Qom", "Mashhad"):
        world.family(world.association(seat))
    client.force_login(laleh)

    listed = client.get(reverse("admin:registry_family_changelist"), {"panel": "1"})

    (facet,) = (f for f in listed.context["cl"].panel.facets if f.name == "association")
    names = [choice.label for choice in facet.choices]
    assert len(names) == 5
    assert names == sorted(names, key=place_of)
