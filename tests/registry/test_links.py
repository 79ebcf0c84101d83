"""A link on a page leads only where its reader is let in."""

from django.urls import reverse

from registry.models import Identification
from tests import road, world


def test_a_colleagues_name_leads_to_her_account_only_whom_it_answers(
    sign_in, tehran, maryam, sara, nasrin
):
    road.identified(world.family(tehran), maryam)
    page = reverse("admin:registry_identification_change", args=[Identification.objects.get().pk])
    account = reverse("admin:permissions_user_change", args=[maryam.pk])

    for reader, opens in ((sara, True), (nasrin, False)):
        told = sign_in(reader).get(page).content.decode()
        assert "Maryam" in told
        assert (f'href="{account}"' in told) is opens
        assert (sign_in(reader).get(account).status_code == 200) is opens
