"""The files a person opened last: offered again, as long as she may see them."""

from django.urls import reverse

from registry.models import Family
from tests import world
from tests.doors import page

OPTIONS = reverse("office_find_options")


def test_files_opened_last_are_offered_again_the_latest_first(client, tehran, maryam):
    first, second = (world.family(tehran, contact_name=name) for name in ("Zahra A", "Leila B"))
    client.force_login(maryam)
    for family in (first, second, first):
        client.get(page(family))

    start = client.get(reverse("admin:index")).content.decode()
    offered = client.post(OPTIONS, {"_search": ""}).content.decode()

    for text in (start, offered):
        assert text.index("Zahra A") < text.index("Leila B")


def test_a_file_that_has_moved_away_is_no_longer_offered(client, tehran, shiraz, maryam):
    family = world.family(tehran, contact_name="Zahra Karimi")
    client.force_login(maryam)
    client.get(page(family))
    assert "Zahra Karimi" in client.post(OPTIONS, {"_search": ""}).content.decode()

    Family.objects.filter(pk=family.pk).update(association=shiraz)

    assert "Zahra Karimi" not in client.post(OPTIONS, {"_search": ""}).content.decode()
