"""Pages of rows whose prisoner is out of their reader's reach: they open, and say what they may."""

from django.urls import reverse

from registry.models import Invitation
from registry.services import invitations
from tests import world
from tests.doors import page


def of(row, step="change"):
    return reverse(f"admin:registry_{row._meta.model_name}_{step}", args=[row.pk])


def test_an_aftercare_officer_opens_the_file_of_a_released_prisoners_family(
    client, farhad, tehran, evin
):
    family = world.family(tehran, phase="aftercare")
    other = world.family(tehran)
    released = world.prisoner(evin, first_name="Dariush", custody_status="released")
    kinship = world.kinship(family, released)
    hidden = world.kinship(other, world.prisoner(evin, first_name="Siavash"))
    client.force_login(farhad)

    for address in (
        page(family),
        page(family, "print"),
        f"{page(family)}?open=kinship-{kinship.pk}-correct",
    ):
        text = client.get(address).content.decode()
        assert "Dariush" in text
        assert "Siavash" not in text
    assert client.get(page(family, "past")).status_code in (200, 403)
    assert client.get(of(kinship)).status_code == 200
    assert client.get(of(kinship, "correct")).status_code == 200
    assert client.get(reverse("admin:registry_kinship_changelist")).status_code == 200
    assert client.get(page(other)).status_code == 302
    assert client.get(of(hidden)).status_code == 302


def test_an_invitation_of_a_prisoner_who_was_moved_away_is_still_opened_where_it_was_issued(
    client, kaveh, mina, evin, adelabad
):
    prisoner = world.prisoner(evin, first_name="Dariush")
    invitation, _link = invitations.issue(
        prisoner=prisoner, issued_by=kaveh, language="fa", channel="paper"
    )
    client.force_login(kaveh)
    assert "Dariush" in client.get(of(invitation)).content.decode()

    prisoner.prison = adelabad
    prisoner.save()
    answer = client.get(of(Invitation.objects.get()))

    assert answer.status_code == 200
    assert "Dariush" not in answer.content.decode()
    assert client.get(of(invitation, "history")).status_code in (200, 403)
    assert client.get(of(invitation, "revoke")).status_code == 200
