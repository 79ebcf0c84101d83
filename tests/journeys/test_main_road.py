"""From a link in a prisoner's hand to an anonymized need in a donor's portal, and its record.

Kaveh of Evin prison invites; the family registers; Maryam of Tehran contacts, identifies and
assesses; Hamid verifies; Sara approves; the publisher publishes; a donor asks; Nasrin reads
the whole history.  Through HTTP and GraphQL only, in both languages.
"""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from registry.models import Family
from registry.services.documents import checklist
from tests import world
from tests.graphql_api.portal import portal
from tests.intake import pages

NEEDS = """{
  release { period }
  needs(first: 100, filter: {axis: ECONOMIC}) {
    totalCount
    edges { node { id axis category places remaining place { level } amount { lower upper } } }
  }
}"""


class Desk:
    """Somebody of the staff at the office's pages."""

    def __init__(self, user, language):
        user.language = language
        user.save()
        self.pages = Client()
        self.pages.force_login(user)

    def read(self, address):
        answer = self.pages.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    def send(self, address, **answers):
        """Fill in a small page that must be accepted."""
        answer = self.pages.post(address, answers)
        form = answer.context["form"] if answer.context and "form" in answer.context else None
        assert answer.status_code == 302, (address, form.errors if form else answer.content[:300])
        return answer


@pytest.fixture(params=["fa", "en"])
def language(request):
    return request.param


@pytest.fixture
def desks(language, kaveh, maryam, hamid, sara, nasrin):
    """Everybody at work, in the language of this journey."""
    staff = {"kaveh": kaveh, "maryam": maryam, "hamid": hamid, "sara": sara, "nasrin": nasrin}
    return {name: Desk(user, language) for name, user in staff.items()}


@pytest.fixture
def neighbours(tehran, maryam, sara):
    """Families in the same need, and others in other needs.

    A need alone in its kind is never told, nor one that all families of a kind share: either
    would tell of a single family.
    """
    for code in ("E02", "E03", "E07", "H02"):
        for _ in range(60):
            family = world.family(tehran, members=2, status="assessed")
            world.need(
                family,
                code,
                status="confirmed",
                amount_rial=20_000_000,
                publication="published",
                proposed_by=maryam,
                approved_by=sara,
            )


def test_from_the_link_to_the_donor_and_the_inspector(
    desks, language, tehran, evin, neighbours, laleh
):
    token = invite(desks["kaveh"], world.prisoner(evin))

    family, code, pin = register(token, language)

    assert family.association == tehran
    case_work(desks, family)
    publish_the_food(desks, family)
    call_command("publish", profile="small")
    see_it_as_a_donor(portal("Donors of Tehran"), family)
    read_the_record(desks["nasrin"], family, language)
    the_family_reads_what_became_of_it(code, pin, language)


def invite(kaveh, prisoner):
    """The link stands on the sheet that answers, and nowhere afterwards."""
    page = f"/admin/registry/prisoner/{prisoner.pk}/invite/"
    sheet = kaveh.pages.post(page, {"channel": "paper", "language": "fa"})
    found = re.search(r"/r/([\w-]{22,})", sheet.content.decode())
    assert found, "the sheet shows the link"
    listed = kaveh.read("/admin/registry/invitation/").content.decode()
    assert found[1] not in listed
    return found[1]


def register(token, language):
    """On a phone without scripts; covered, referred and answered in the same moment."""
    phone = Client(headers={"accept-language": language})
    pages.walk(phone, token)
    done = pages.finish(phone, token)
    receipt = done.context["receipt"]
    family = receipt.family
    text = done.content.decode()
    assert (family.association.name_fa in text) or (family.association.name_en in text)
    assert family.coverages.get().status == "provisional"
    assert Client().get(f"/r/{token}/").status_code == Client().get("/r/never-was/").status_code
    return Family.objects.get(pk=family.pk), receipt.tracking_code, receipt.pin


def case_work(desks, family):
    """Each step where the person already is; the second pair of eyes is another's."""
    file = f"/admin/registry/family/{family.pk}"
    assert family.code in desks["maryam"].read("/admin/").content.decode() or desks["maryam"].read(
        f"{file}/change/"
    )
    desks["maryam"].send(f"{file}/contact/", note="")
    desks["maryam"].send(
        f"{file}/identify/",
        method="home_visit",
        on=str(timezone.localdate()),
        result="confirmed",
        notes="",
    )
    papers = {paper.key: "valid" for paper in checklist(family)}
    desks["maryam"].send(f"{file}/documents/", **papers)
    refused = desks["maryam"].pages.post(f"{file}/verify/", {"decision": "verified"})
    assert refused.status_code == 200, "who identified a family does not verify it"
    desks["hamid"].send(f"{file}/verify/", decision="verified")
    assert family.coverages.get(until=None).status == "active"
    questions = desks["maryam"].read(f"{file}/assess/").context["form"].fields
    answers = {name: "2" for name in questions if name != "narrative"}
    desks["maryam"].send(f"{file}/assess/", narrative="", **answers)
    assessment = family.assessments.get()
    desks["sara"].send(f"/admin/registry/assessment/{assessment.pk}/approve/")
    family.refresh_from_db()
    assert (family.status, family.tier) == ("assessed", "high")


def publish_the_food(desks, family):
    """Confirmed by one, proposed by one, approved by another who saw it as a donor does."""
    need = family.needs.get(need_type__code="E02")
    page = f"/admin/registry/need/{need.pk}"
    desks["maryam"].send(f"{page}/confirm/", amount_rial="2000000")
    desks["maryam"].send(f"{page}/propose/")
    seen = desks["sara"].read(f"{page}/approve/").content.decode()
    assert family.contact_name not in seen.split('id="content"')[-1].split("donor")[-1]
    desks["sara"].send(f"{page}/approve/")
    need.refresh_from_db()
    assert need.publication == "published"


def see_it_as_a_donor(donor, family):
    """Lots of alike needs; nothing that is a family's."""
    answer = donor.ask(NEEDS).data
    places = [edge["node"]["places"] for edge in answer["needs"]["edges"]]
    assert places
    assert all(5 <= each <= 181 for each in places)
    told = str(answer)
    for secret in (family.contact_name, family.code, str(family.uid), str(family.pk), "زهرا"):
        assert f"'{secret}'" not in told


def read_the_record(nasrin, family, language):
    """Who, in which role, when and what, from the registration to the approval."""
    past = nasrin.read(f"/admin/registry/family/{family.pk}/history/").content.decode()
    for name in ("Maryam", "Hamid", "Sara"):
        assert name in past
    assert ("۱۴۰۵" in past) == (language == "fa")
    signed = list(family.history.order_by("history_id").values_list("actor_name", flat=True))
    assert all(signed)
    refused = nasrin.pages.post(f"/admin/registry/family/{family.pk}/contact/", {"note": ""})
    assert refused.status_code == 403


def the_family_reads_what_became_of_it(code, pin, language):
    phone = Client(headers={"accept-language": language})
    entered = phone.post("/f/", {"code": code, "pin": pin})
    assert entered.status_code == 302
    assert phone.get("/f/file/").status_code == 200
