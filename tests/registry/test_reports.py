"""The classified report: it adds up, stays within one's own, and leaves a record."""

import csv
import io

import pytest
from django.urls import reverse

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


@pytest.mark.parametrize("text", ["=1+1", "+98", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(text):
    assert safe_cell(text) == f"'{text}"
    assert safe_cell("Tehran") == "Tehran"


def test_a_quote_or_a_comma_stays_in_its_cell():
    lines = "".join(csv_lines([['a "quoted", word', 2]]))

    assert list(csv.reader(io.StringIO(lines.lstrip("\ufeff")))) == [['a "quoted", word', "2"]]
