"""What is shown a single time is issued a single time, however often the button is pressed."""

from django.urls import reverse

from audit.models import SentForm
from audit.once import FIELD
from registry.models import Family
from tests import world
from tests.doors import page
from tests.windows import hidden_on


def test_a_new_pin_is_not_made_again_nor_shown_again(tehran, maryam, sign_in):
    family = world.family(tehran)
    client = sign_in(maryam)
    asked = hidden_on(client.get(page(family, "new-key")))
    shown = client.post(page(family, "new-key"), asked)
    pin, made = shown.context["pin"], Family.objects.get().pin_hash

    again = client.post(page(family, "new-key"), asked)

    assert again.status_code == 409
    assert "shown a single time" in again.content.decode()
    assert pin not in again.content.decode()
    assert Family.objects.get().pin_hash == made
    kept = SentForm.objects.get()
    assert pin not in f"{vars(kept)}"
    assert kept.answer == ""


def test_an_invitation_is_issued_once(evin, kaveh, sign_in):
    prisoner = world.prisoner(evin)
    invite = reverse("admin:registry_prisoner_invite", args=[prisoner.pk])
    client = sign_in(kaveh)
    asked = hidden_on(client.get(invite)) | {"language": "fa", "channel": "paper"}
    assert client.post(invite, asked).status_code == 200

    assert client.post(invite, asked).status_code == 409
    assert prisoner.invitations.count() == 1


def test_somebody_is_taken_on_once_and_let_in_with_one_link(sara, tehran, sign_in):
    client = sign_in(sara)
    add = reverse("admin:registry_membership_add")
    asked = {
        "first_name": "Leila", "last_name": "Kazemi", "sign_in_name": "l.kazemi",
        "language": "fa", "role": "social_worker", "association": tehran.pk,
        FIELD: hidden_on(client.get(add))[FIELD],
    }  # fmt: skip
    assert "/a/" in client.post(add, asked).content.decode()

    again = client.post(add, asked)

    assert again.status_code == 409
    assert "/a/" not in again.content.decode()
    assert tehran.memberships.filter(user__last_name="Kazemi").count() == 1
