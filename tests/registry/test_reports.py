"""The classified report: it adds up, stays within one's own, and leaves a record."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from registry.models import Export
from registry.services.exports import csv_lines, safe_cell
from tests import world

PAGE = reverse("office_report")
FILE = reverse("office_report_file")
REASON = "The monthly report to the governor"


@pytest.fixture
def needs(tehran, shiraz):
    """Two confirmed needs in Tehran, one in Shiraz, one confidential, one still undecided."""
    critical = world.family(tehran, tier="critical")
    world.need(critical, "E02", status="confirmed")
    world.need(critical, "H02", status="confirmed")
    world.need(critical, "S08", status="confirmed")
    world.need(critical, "E03")
    world.need(world.family(shiraz), "E02", status="confirmed")


@pytest.fixture
def sign_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


def totals(answer):
    return [int(table.foot.total) for table in answer.context["tables"]]


def table_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.usefixtures("needs")
def test_the_groups_add_up_to_the_total_whichever_way(sign_in, laleh):
    answer = sign_in(laleh).get(PAGE)

    for table in answer.context["tables"]:
        assert sum(int(row.total) for row in table.rows) == int(table.foot.total)
        assert sum(int(cell) for cell in table.foot.cells) == int(table.foot.total)
    assert len(set(totals(answer))) == 1


@pytest.mark.usefixtures("needs")
def test_confidential_needs_are_counted_for_those_who_may_read_them(sign_in, laleh, sara):
    assert totals(sign_in(laleh).get(PAGE))[0] == 3
    assert totals(sign_in(sara).get(PAGE))[0] == 3  # Tehran's two, and the confidential one


@pytest.mark.usefixtures("needs")
def test_a_manager_counts_her_own_association_alone(sign_in, sara, shiraz):
    client = sign_in(sara)

    assert "Shiraz" not in client.get(PAGE, {"status": ""}).content.decode().replace("Fars", "")
    forged = client.get(PAGE, {"association": shiraz.pk})
    assert not forged.context["filter"].is_valid()
    assert totals(forged) == [0, 0, 0]


@pytest.mark.usefixtures("needs")
def test_the_report_is_narrowed_by_axis_and_level(sign_in, laleh):
    client = sign_in(laleh)

    assert totals(client.get(PAGE, {"status": "confirmed", "axis": "health"}))[0] == 1
    assert totals(client.get(PAGE, {"status": "confirmed", "level": "critical"}))[0] == 2
    assert totals(client.get(PAGE, {"status": "confirmed", "level": "none"}))[0] == 1


def test_the_report_is_closed_to_a_prison_s_social_worker(sign_in, kaveh):
    client = sign_in(kaveh)

    assert client.get(PAGE).status_code == 403
    assert client.post(FILE, {"reason": REASON}).status_code == 403


@pytest.mark.usefixtures("needs")
def test_a_file_holds_the_same_numbers_and_leaves_a_record(sign_in, nasrin):
    answer = sign_in(nasrin).post(FILE, {"status": "confirmed", "reason": REASON})

    table = table_of(answer)
    assert sum(int(row[-1]) for row in table[1:-1]) == int(table[-1][-1]) == 3
    export = Export.objects.get()
    assert (export.taken_by, export.reason, export.rows) == (nasrin, REASON, len(table) - 2)
    assert export.history.get().history_change_reason == REASON


@pytest.mark.usefixtures("needs")
@pytest.mark.parametrize("reason", ["", "because"])
def test_without_a_reason_nothing_leaves(sign_in, nasrin, reason):
    answer = sign_in(nasrin).post(FILE, {"status": "confirmed", "reason": reason})

    assert not answer.streaming
    assert "only with a reason" in answer.content.decode()
    assert not Export.objects.exists()


@pytest.mark.usefixtures("needs")
def test_the_two_files_are_told_apart_by_their_names_and_days(sign_in, sara, monkeypatch):
    evening = datetime(2026, 11, 23, 21, 0, tzinfo=UTC)  # past midnight in Tehran
    monkeypatch.setattr("registry.admin.reports.timezone.now", lambda: evening)
    client = sign_in(sara)
    client.post("/language", {"language": "fa"})

    files = [
        client.post(FILE, {"status": "confirmed", "reason": REASON, "content": content})
        for content in ("numbers", "list")
    ]

    assert [file["Content-Disposition"] for file in files] == [
        'attachment; filename="needs-report-2026-11-24.csv"',
        'attachment; filename="needs-list-2026-11-24.csv"',
    ]


@pytest.mark.usefixtures("needs")
@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["Status: Confirmed", "Axis: Health", "Level: Not assessed yet"]),
        ("fa", ["وضعیت: تأییدشده", "محور: سلامت", "سطح: هنوز ارزیابی نشده"]),
    ],
)
def test_a_record_says_in_words_what_was_chosen(sign_in, nasrin, tehran, language, lines):
    client = sign_in(nasrin)
    client.post("/language", {"language": language})
    province = tehran.county.province
    asked = {"status": "confirmed", "axis": "health", "level": "none", "province": province.pk}
    client.post(FILE, {**asked, "association": tehran.pk, "reason": REASON})

    text = shown(client, Export.objects.get())

    with translation.override(language):
        lines += [f"{_('association').capitalize()}: {tehran.name}", province.name]
    assert [line for line in lines if line not in text] == []
    assert "{" not in text


def test_a_record_says_that_nothing_was_chosen_and_breaks_on_no_value(nasrin, sign_in):
    client = sign_in(nasrin)
    huge, wrong = "9" * 40, "<b>x</b>"

    all_of_them = shown(client, export(nasrin, status=""))
    odd = shown(client, export(nasrin, province=huge, axis=wrong, gone="1"))

    assert "none: all were counted" in all_of_them
    assert huge in odd
    assert "&lt;b&gt;x&lt;/b&gt;".lower() in odd.lower()
    assert wrong not in odd


def export(by, **filters):
    return Export.objects.create(
        taken_by=by, report="needs", filters=filters, rows=1, reason=REASON
    )


def shown(client, record):
    """What the page of a record says of the filters."""
    page = client.get(reverse("admin:registry_export_change", args=[record.pk])).content.decode()
    return re.search(r'field-filtered_by">(.*?)<div class="form-row', page, re.DOTALL)[1]


@pytest.mark.parametrize("text", ["=1+1", "+98", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(text):
    assert safe_cell(text) == f"'{text}"
    assert safe_cell("Tehran") == "Tehran"


def test_a_quote_or_a_comma_stays_in_its_cell():
    lines = "".join(csv_lines([['a "quoted", word', 2]]))

    assert list(csv.reader(io.StringIO(lines.lstrip("\ufeff")))) == [['a "quoted", word', "2"]]
