"""What happened in a file is told in sentences, and each says what it was."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.signature import acting
from registry.models import Family, Task
from registry.services.cartable import open_task
from registry.services.documents import checklist
from registry.services.needs import confirm_need
from registry.services.publication import propose_publication
from tests import road, world
from tests.doors import page

IN_FILE = {"_in_file": "1"}


def contact(family, **changes):
    shown = {"contact_name": family.contact_name, "county": family.county_id, "language": "fa"}
    return IN_FILE | shown | changes


@pytest.fixture
def assessed(tehran, maryam, hamid):
    """A file with three declared needs, assessed."""
    family = world.family(tehran)
    for code in ("E02", "H01", "S08"):
        world.need(family, code)
    return road.assessed(family, maryam, hamid)


def test_the_file_tells_what_happened_in_all_its_parts(sign_in, tehran, shiraz, maryam, hamid):
    family = world.family(tehran)
    hers = sign_in(maryam)
    hers.post(page(family, "contact"), {"note": "", **IN_FILE})
    person = {"first_name": "Ali", "last_name": "Karimi", "relation": "son", "sex": "m"}
    hers.post(page(family, "add-member"), person | {"school": "na", "insurance": "none"})

    text = hers.get(page(family)).content.decode()
    whole = hers.get(page(family, "past")).content.decode()

    for told in (text, whole):
        assert "A member was added: Ali." in told
        assert "Maryam" in told
    assert "The file was opened." in whole


def test_what_happened_tells_a_proposal_from_an_approval(sign_in, assessed, maryam):
    need = assessed.needs.get(need_type__code="E02")
    confirm_need(need=need, by=maryam)
    propose_publication(need=need, by=maryam)

    text = sign_in(maryam).get(page(assessed, "past")).content.decode()

    assert f"The need “{need.need_type.name_en}” was changed; it is confirmed." in text
    assert f"The need “{need.need_type.name_en}” was changed; it is proposed." in text
    for other in assessed.needs.all():
        assert f"A need was written down: {other.need_type.name_en}." in text


def test_what_happened_names_the_step_and_never_only_a_change_of_data(
    sign_in, tehran, maryam, hamid
):
    family = world.family(tehran)
    client = sign_in(maryam)
    client.post(page(family, "contact"), {"note": "", **IN_FILE})
    with acting("Maryam", reason="the papers"):
        road.with_documents(family, maryam)
    client.post(page(family, "new-key"), {})
    with acting("Sara", reason="other hands"):
        Family.objects.filter(pk=family.pk).update(worker=hamid)
    client.post(page(family, "contact-data"), contact(family, address="7 Mehr Alley"))

    text = client.get(page(family, "past")).content.decode()

    for sentence in (
        "The first contact was made.",
        "The family was given a new code and PIN.",
        "Another colleague keeps the file.",
        "The data of the file were changed.",
    ):
        assert text.count(sentence) == 1, sentence
    for document in family.documents.all():
        assert f"The document “{document.kind.name_en}”: valid" in text
    english = text
    maryam.language = "fa"
    maryam.save()
    persian = sign_in(maryam).get(page(family, "past")).content.decode()
    assert family.documents.first().kind.name_fa in persian
    assert family.documents.first().kind.name_fa not in english


def test_a_longer_past_is_read_a_page_at_a_time(sign_in, tehran, maryam):
    family = world.family(tehran)
    client = sign_in(maryam)
    for number in range(45):
        changed = contact(family, address=f"{number} Mehr Alley")
        client.post(page(family, "contact-data"), changed)

    first = client.get(page(family, "past"))
    older = client.get(page(family, "past"), {"before": first.context["older"]})

    assert len(first.context["happenings"]) == 40
    assert first.context["happenings"][-1].at > older.context["happenings"][0].at
    assert client.get(page(family, "past"), {"before": "when?"}).status_code == 200
    assert first.context["happenings"][0].at <= timezone.now()


def test_steps_that_left_many_records_hide_nothing_that_happened_before_them(
    sign_in, tehran, maryam
):
    family = world.family(tehran, members=20)
    client = sign_in(maryam)
    papers = [paper.key for paper in checklist(family)]
    for status in ("valid", "invalid", "valid", "invalid"):
        client.post(page(family, "documents"), dict.fromkeys(papers, status))

    pages = [client.get(page(family, "past")).context]
    while pages[-1]["older"]:
        pages.append(client.get(page(family, "past"), {"before": pages[-1]["older"]}).context)

    told = [happening for shown in pages for happening in shown["happenings"]]
    checks = [each for each in told if each.who == "Maryam"]
    assert [len(each.sentences) for each in checks] == [len(checks[0].sentences)] * 4
    assert "The file was opened." in told[-1].sentences


def test_the_past_of_a_task_does_not_name_the_confidential_need_behind_it(
    sign_in, tehran, maryam, nasrin
):
    family = world.family(tehran)
    hidden = world.need(family, "S08", urgency="urgent")
    task = open_task(family, Task.Kind.URGENT, cause=f"need-{hidden.pk}")
    history = reverse("admin:registry_task_history", args=[task.pk])

    text = sign_in(nasrin).get(history).content.decode()

    assert "Urgent need" in text
    assert task.key not in text
    assert f"need-{hidden.pk}" not in text
