"""The network's own pages: who keeps what of an association, and how one is closed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.calendar import date_in_words, jalali, occurrence
from registry.models import Association, Province, ScoringModel, Target


def page(row, name="change"):
    return reverse(f"admin:registry_{row._meta.model_name}_{name}", args=[row.pk])


@pytest.fixture
def sign_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


def facts(association, **changed):
    """What the form of an association sends."""
    names = (
        "name_fa", "name_en", "code", "kind", "address", "phones", "hours", "latitude",
        "longitude", "status", "accepts_new", "capacity",
    )  # fmt: skip
    sent = {name: getattr(association, name) for name in names}
    sent |= {"county": association.county_id, **changed}
    inline = {"service_areas-TOTAL_FORMS": 0, "service_areas-INITIAL_FORMS": 0}
    return {name: value for name, value in {**sent, **inline}.items() if value is not None}


def test_a_manager_keeps_the_address_and_nothing_that_steers_routing(sign_in, tehran, sara):
    sent = facts(tehran, address="2 Azadi St", latitude="10", capacity="1", status="closed")

    sign_in(sara).post(page(tehran), sent)

    kept = Association.objects.get(pk=tehran.pk)
    assert kept.address == "2 Azadi St"
    assert (kept.latitude, kept.capacity, kept.status) == (tehran.latitude, None, "active")


def test_a_manager_changes_nothing_of_another_association(sign_in, shiraz, sara):
    answer = sign_in(sara).post(page(shiraz), facts(shiraz, address="2 Azadi St"))

    assert answer.status_code == 403
    assert Association.objects.get(pk=shiraz.pk).address == shiraz.address


def test_the_national_office_sets_the_switch_of_a_province_and_not_its_name(sign_in, laleh, tehran):
    province = tehran.county.province

    sign_in(laleh).post(page(province), {"stays_inside": "on", "name_en": "Elsewhere"})

    kept = Province.objects.get(pk=province.pk)
    assert kept.stays_inside
    assert kept.name_en == "Tehran"


def test_a_social_worker_reads_the_catalogues_and_changes_none(sign_in, maryam):
    client = sign_in(maryam)
    target = Target.objects.first()

    assert client.get(page(target)).status_code == 200
    assert client.post(page(target), {"value": "1"}).status_code == 403


def test_an_occasion_shows_the_date_of_this_year(sign_in, maryam):
    this_year = occurrence(jalali(timezone.localdate())[0], 3, 5)

    listed = sign_in(maryam).get(reverse("admin:registry_occasion_changelist"))

    assert "Nasim-e Mehr" in listed.content.decode()
    assert date_in_words(this_year, "en") in listed.content.decode()


def test_a_scoring_model_is_read_and_never_written(sign_in, laleh):
    client = sign_in(laleh)
    model = ScoringModel.objects.first()

    assert "What income does the family have?" in client.get(page(model)).content.decode()
    assert client.post(page(model), {"version": "9"}).status_code == 403
    assert client.get(reverse("admin:registry_scoringmodel_add")).status_code == 403


def test_the_past_of_a_neighbour_is_not_offered(sign_in, tehran, shiraz, maryam):
    client = sign_in(maryam)

    assert page(tehran, "history") in client.get(page(tehran)).content.decode()
    assert page(shiraz, "history") not in client.get(page(shiraz)).content.decode()


@pytest.mark.parametrize(
    ("language", "order"), [("fa", ["الف", "ب"]), ("en", ["Aab", "Zag"])], ids=["fa", "en"]
)
def test_directories_stand_in_the_order_of_the_pages_language(
    sign_in, tehran, shiraz, laleh, language, order
):
    Association.objects.filter(pk=tehran.pk).update(name_fa="الف", name_en="Zag")
    Association.objects.filter(pk=shiraz.pk).update(name_fa="ب", name_en="Aab")
    laleh.language = language
    laleh.save()
    client = sign_in(laleh)

    listed = client.get(reverse("admin:registry_association_changelist")).context["cl"]
    report = client.get(reverse("office_report")).context["filter"]

    assert [row.name for row in listed.result_list] == order
    assert [row.name for row in report.form.fields["association"].queryset] == order
