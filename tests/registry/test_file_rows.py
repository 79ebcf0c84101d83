"""What stands in a file, changed from the file: data, members, wishes, consents, tasks."""

from django.urls import reverse
from django.utils import timezone

from registry.models import ChangeRequest, Family, Task
from registry.services.cartable import open_task
from tests import road, world
from tests.doors import page, said, take


def edited(family: Family, **changes) -> dict[str, str]:
    """The edit form of a family as its page shows it, with some answers changed."""
    shown = {
        "contact_name": family.contact_name,
        "county": family.county_id,
        "other_support": family.other_support,
        "preferred_support": family.preferred_support,
        "language": family.language,
    }
    return shown | changes


def test_the_data_of_a_family_are_edited_and_checked(sign_in, tehran, maryam):
    family = world.family(tehran)
    client = sign_in(maryam)

    refused = client.post(page(family, "edit"), edited(family, phone="12"))
    assert refused.status_code == 200
    answer = take(
        client, page(family, "edit"), **edited(family, phone="۰۹۱۲۱۲۳۴۵۶۷", rent_rial="۸٬۰۰۰٬۰۰۰")
    )

    assert answer.redirect_chain[-1][0] == page(family)
    family = road.fresh(family)
    assert (family.phone, family.rent_rial) == ("09121234567", 80_000_000)


def test_a_member_is_added_from_the_file(sign_in, tehran, shiraz, maryam, reza):
    family, theirs = world.family(tehran), world.family(shiraz)
    client = sign_in(maryam)
    add = reverse("admin:registry_member_add")
    child = {"first_name": "Ali", "last_name": "Karimi", "relation": "son", "sex": "m"}
    child |= {"school": "enrolled", "insurance": "none", "birth_date": "1395/1/1"}
    child |= {"lives_with": "on"}

    assert client.get(add).status_code == 403
    refused = client.post(f"{add}?family={theirs.pk}", child | {"family": theirs.pk})
    assert refused.status_code == 200
    assert theirs.members.count() == 1
    answer = take(client, f"{add}?family={family.pk}", **child, family=family.pk)

    assert answer.redirect_chain[-1][0] == page(family)
    assert family.members.get(first_name="Ali").birth_date.isoformat() == "2016-03-20"
    assert road.fresh(family).size == 2


def test_what_a_family_wants_changed_is_accepted_or_rejected(sign_in, tehran, maryam):
    family = world.family(tehran, housing="rent")
    asked = {"housing": {"from": "rent", "to": "relatives"}}
    wish = ChangeRequest.objects.create(family=family, wanted=asked, asked_at=timezone.now())
    other = ChangeRequest.objects.create(family=family, wanted=asked, asked_at=timezone.now())
    client = sign_in(maryam)

    seen = client.get(reverse("admin:registry_changerequest_accept", args=[wish.pk]))
    assert "with relatives" in seen.content.decode()
    take(client, reverse("admin:registry_changerequest_accept", args=[wish.pk]))
    stale = client.post(reverse("admin:registry_changerequest_accept", args=[other.pk]))
    assert "has been changed since the family asked" in stale.content.decode()
    take(
        client,
        reverse("admin:registry_changerequest_reject", args=[other.pk]),
        reason="Twice.",
    )

    assert road.fresh(family).housing == "relatives"
    assert [road.fresh(each).status for each in (wish, other)] == ["accepted", "rejected"]


def test_a_person_to_be_added_is_shown_before_the_change_is_accepted(sign_in, tehran, maryam):
    family = world.family(tehran, status="verified")
    person = world.person_in_answers("Ali", "son", "2016-03-20", "m", national_id="0499370899")
    asked = {"new_member": {"from": None, "to": person}}
    wish = ChangeRequest.objects.create(family=family, wanted=asked, asked_at=timezone.now())
    accept = reverse("admin:registry_changerequest_accept", args=[wish.pk])
    client = sign_in(maryam)

    seen = client.get(accept).content.decode()

    assert "Ali" in seen
    assert "•0899" in seen
    assert "0499370899" not in seen
    take(client, accept)
    assert family.members.filter(first_name="Ali").exists()


def test_a_saved_edit_is_answered_in_our_words(sign_in, tehran, maryam):
    family = world.family(tehran)
    client = sign_in(maryam)
    form = client.get(page(family, "edit")).context["adminform"].form
    told = {name: form[name].value() or "" for name in form.fields}

    told["contact_name"] = "Zahra Amini"
    answer = client.post(page(family, "edit"), told, follow=True)

    assert said(answer) == "The data of the file are saved."
    assert road.fresh(family).contact_name == "Zahra Amini"


def test_a_consent_is_recorded_and_withdrawn_from_the_file(sign_in, tehran, maryam):
    family = world.family(tehran, consents=False)
    client = sign_in(maryam)

    take(client, page(family, "consent"), purpose="messages", method="signature")
    again = client.post(page(family, "consent"), {"purpose": "messages", "method": "signature"})
    assert "stands already" in again.content.decode()
    withdraw = reverse("admin:registry_consent_withdraw", args=[family.consents.get().pk])
    take(client, withdraw, reason="The mother rang us.")

    assert family.consents.get().withdrawn_at is not None


def test_a_task_of_no_other_step_is_struck_out_by_hand(sign_in, tehran, maryam, sara, laleh):
    family = road.contacted(world.family(tehran), maryam)
    urgent = open_task(family, Task.Kind.URGENT)
    identify = Task.objects.get(family=family, kind="identify")
    national = open_task(family, Task.Kind.CHECK_LOCATION)
    client = sign_in(maryam)

    closed = client.get(reverse("admin:registry_task_finish", args=[identify.pk]))
    assert "struck out by the step" in closed.content.decode()
    forced = client.post(
        reverse("admin:registry_task_finish", args=[identify.pk]), {"reason": "It looks better."}
    )
    assert "struck out by the step" in forced.content.decode()
    assert road.fresh(identify).status == "open"
    take(client, reverse("admin:registry_task_finish", args=[urgent.pk]), reason="We called.")
    assert client.get(reverse("admin:registry_task_settle", args=[national.pk])).status_code == 302
    take(
        sign_in(laleh), reverse("admin:registry_task_settle", args=[national.pk]), reason="Checked."
    )

    assert [road.fresh(each).status for each in (urgent, national)] == ["done", "done"]


def test_a_family_is_found_by_any_of_its_names_and_numbers(sign_in, tehran, maryam, ali):
    family = world.family(tehran, contact_name="علی‌رضا کریمی", phone="09121234567")
    world.member(family, first_name="Parisa", national_id="0010350829")
    world.family(tehran)
    the_list = reverse("admin:registry_family_changelist")

    def found(user, words):
        answer = sign_in(user).post(the_list, {"_search": words}, follow=True)
        return list(answer.context["cl"].queryset)

    for words in ("عليرضا", family.code, "parisa", "۰۹۱۲۱۲۳۴۵۶۷", "0010350829"):
        assert found(maryam, words) == [family], words
    assert found(maryam, "0912") == []
    assert found(ali, "09121234567") == []
