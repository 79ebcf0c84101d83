"""A step on many rows: what would happen is shown first, and exactly that is done."""

from django.urls import reverse

from registry.admin.steps.bulk import MOST_AT_ONCE
from registry.models import Family, Need, Task
from registry.services.cartable import open_task
from registry.services.needs import confirm_need
from tests import road, world
from tests.doors import chosen, hidden, said, shown_and_confirmed

NEEDS = "admin:registry_need_changelist"


def past_of(*rows):
    return [row.history.count() for row in rows]


def test_the_trial_says_what_would_happen_and_changes_nothing(sign_in, tehran, maryam, hamid):
    family = world.family(tehran)
    declared, decided, early = (world.need(family, code) for code in ("E02", "E03", "E11"))
    road.assessed(family, maryam, hamid)
    confirm_need(need=decided, by=maryam)
    other = world.need(world.family(tehran), "E02")
    rows = (declared, decided, early, other)
    before = [list(Need.objects.values()), list(Task.objects.values()), past_of(*rows)]

    shown = sign_in(maryam).post(reverse(NEEDS), {"action": "confirm", **chosen(*rows)})

    taken = {each.row.pk for each in shown.context["taken"]}
    refused = {each.row.pk: each.refusal for each in shown.context["refused"]}
    assert taken == {declared.pk, early.pk}
    assert "decided already" in refused[decided.pk]
    assert "nobody has contacted the family" in refused[other.pk]
    text = shown.content.decode()
    assert text.count("<del>declared</del>") == text.count("<ins>confirmed</ins>") == 2
    assert str(family.contact_name) in text
    assert [list(Need.objects.values()), list(Task.objects.values()), past_of(*rows)] == before


def test_exactly_what_was_shown_is_done(sign_in, tehran, maryam, hamid):
    family = world.family(tehran)
    first, second, third = (world.need(family, code) for code in ("E02", "E03", "E11"))
    road.assessed(family, maryam, hamid)
    client = sign_in(maryam)
    shown = client.post(reverse(NEEDS), {"action": "confirm", **chosen(first, second)})
    confirm_need(need=second, by=hamid)

    answer = client.post(reverse(NEEDS), hidden(shown), follow=True)

    assert "1 needs are confirmed" in said(answer)
    assert f"{second} · {family}: It has been changed since you looked at it" in said(answer)
    assert [road.fresh(each).status for each in (first, third)] == ["confirmed", "declared"]
    assert road.fresh(second).decided_by == hamid


def test_a_row_that_nobody_was_shown_is_not_taken(sign_in, tehran, maryam, hamid):
    family = world.family(tehran)
    shown_one, slipped_in = world.need(family, "E02"), world.need(family, "E03")
    road.assessed(family, maryam, hamid)
    client = sign_in(maryam)
    shown = client.post(reverse(NEEDS), {"action": "confirm", **chosen(shown_one)})

    sent = hidden(shown) | {"_selected_action": [shown_one.pk, slipped_in.pk]}
    client.post(reverse(NEEDS), sent)

    assert [road.fresh(each).status for each in (shown_one, slipped_in)] == [
        "confirmed",
        "declared",
    ]


def test_a_reason_is_asked_where_the_step_wants_one(sign_in, tehran, maryam, hamid):
    family = world.family(tehran)
    need = world.need(family, "E02")
    road.assessed(family, maryam, hamid)
    client = sign_in(maryam)

    shown = client.post(reverse(NEEDS), {"action": "decline", **chosen(need)})
    empty = client.post(reverse(NEEDS), hidden(shown) | {"reason": ""})
    assert road.fresh(need).status == "declared"
    client.post(reverse(NEEDS), hidden(empty) | {"reason": "They have one."})

    assert "reason" in empty.context["form"].errors
    assert (road.fresh(need).status, road.fresh(need).reason) == ("declined", "They have one.")


def test_files_and_tasks_are_given_to_a_colleague_after_a_look(
    sign_in, tehran, shiraz, sara, maryam, reza
):
    hers, free = world.family(tehran, worker=maryam), world.family(tehran)
    task = open_task(free, Task.Kind.URGENT)
    client = sign_in(sara)
    families = reverse("admin:registry_family_changelist")

    asked = client.post(families, {"action": "assign", **chosen(hers, free)})
    stranger = client.post(families, hidden(asked) | {"to": reza.pk})
    shown = client.post(families, hidden(asked) | {"to": maryam.pk})
    assert road.fresh(free).worker is None
    answer = client.post(families, hidden(shown), follow=True)
    shown_and_confirmed(
        client, "admin:registry_task_changelist", "assign", task, to=maryam.pk, answered="1"
    )

    assert asked.context["asking"]
    assert "to" in stranger.context["form"].errors
    assert [each.row for each in shown.context["refused"]] == [hers]
    assert "Maryam" in shown.content.decode()
    assert "1 files have a new keeper" in said(answer)
    assert (road.fresh(free).worker, road.fresh(task).assignee) == (maryam, maryam)


def test_who_may_not_take_the_step_gets_no_trial_of_it(sign_in, tehran, maryam, ali, nasrin, sara):
    need, family = world.need(world.family(tehran), "E02"), world.family(tehran)
    families = reverse("admin:registry_family_changelist")

    for reader in (ali, nasrin):
        answer = sign_in(reader).post(reverse(NEEDS), {"action": "confirm", **chosen(need)})
        assert "taken" not in (answer.context or {})
    for person, offered in ((maryam, False), (sara, True)):
        answer = sign_in(person).post(families, {"action": "assign", **chosen(family)})
        assert ("asking" in (answer.context or {})) == offered


def test_too_many_rows_are_refused_before_anything_is_tried(sign_in, tehran, sara):
    families = [world.family(tehran, members=0, consents=False) for _ in range(MOST_AT_ONCE + 1)]
    address = reverse("admin:registry_family_changelist")

    answer = sign_in(sara).post(
        address, {"action": "assign", **chosen(*families), "select_across": "1"}, follow=True
    )

    assert f"At most {MOST_AT_ONCE} rows" in said(answer)
    assert not Family.objects.exclude(worker=None).exists()


def test_the_list_comes_back_with_its_filters_and_leads_nowhere_else(
    sign_in, tehran, maryam, hamid
):
    family = world.family(tehran)
    needs = [world.need(family, code) for code in ("E02", "E03")]
    road.assessed(family, maryam, hamid)
    client = sign_in(maryam)
    filtered = f"{reverse(NEEDS)}?status=declared"

    shown = client.post(filtered, {"action": "confirm", **chosen(needs[0])})
    back = client.post(reverse(NEEDS), hidden(shown))
    shown = client.post(filtered, {"action": "confirm", **chosen(needs[1])})
    astray = client.post(reverse(NEEDS), hidden(shown) | {"back": "//evil.example/?x"})

    assert back["Location"] == filtered
    assert astray["Location"] == reverse(NEEDS)


def test_a_new_keeper_takes_the_work_but_not_the_second_pair_of_eyes(
    client, tehran, maryam, hamid, sara
):
    family = world.family(tehran, status="identified", worker=maryam)
    identify = open_task(family, Task.Kind.IDENTIFY)
    verify = open_task(family, Task.Kind.VERIFY)
    client.force_login(sara)

    client.post(reverse("admin:registry_family_assign", args=[family.pk]), {"to": hamid.pk})

    assert Task.objects.get(pk=identify.pk).assignee == hamid
    assert Task.objects.get(pk=verify.pk).assignee is None
