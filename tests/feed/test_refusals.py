"""What a file may not do: lines that cannot be, files that are none, prisons of others."""

from pathlib import Path

import pytest
from django.urls import reverse

from registry.form_fields import MomentField
from registry.models import Job
from registry.services.custody import record_event
from tests.feed.lines import ALI, HASAN, HEAD, OTHER, PAGE, counts, line, of_new


@pytest.mark.usefixtures("behrouz")
@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (line("escaped", "1404/2/9"), "The event is none of those"),
        (line("release", "1404/13/9"), "date or the time cannot be read"),
        (line("release", "1499/1/1"), "lies in the future"),
        (line("release", "1404/2/9", nid="0499370898"), "last digit does not fit"),
        (line("release", "1404/2/9", nid=""), "Nobody is named"),
        (line("release", "1404/2/9", nid=HASAN), "No prisoner of yours fits"),
        (line("admission", "1404/2/9", nid=HASAN, names="=cmd|x,b,c,married"), "no name"),
        (line("transfer", "1404/2/9"), "needs the code of the prison"),
        (line("release", "1404/2/9", prison="Z9999"), "none of yours"),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_its_number_and_its_reason(
    row, reason, send, kaveh, evin, client
):
    send(kaveh, "\n".join([HEAD, line("conviction", "1404/2/9"), row]), prison=evin)

    job = Job.objects.get()
    assert counts(job) == (1, 0, 1)
    assert job.result["reasons"][0][0] == 3
    assert reason in job.result["reasons"][0][1]
    assert reason in client.get(reverse("admin:registry_job_change", args=[job.pk])).text


def test_a_reason_never_repeats_what_stood_in_the_wrong_column(send, kaveh, evin):
    row = f"{ALI},,,Zahra,Karimi,,married,release,{HASAN},{ALI}"
    send(kaveh, "\n".join([HEAD, row]), prison=evin)

    told = str(Job.objects.get().result)
    assert not any(secret in told for secret in (ALI, HASAN, "Zahra"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("event,date\nآزاد,1404/2/9".encode("cp1256"), "CSV UTF-8"),
        (b"name,born\nAli,1990", "must name the columns"),
        (b"event,event,date\n", "must name the columns"),
        (b'event,date\n"release,1404/2/9', "is no table"),
        (b"event,date\n\n\n", "no line besides the first"),
        (b"event,date\n" + b"x" * 200_000, "is no table"),
        (b"", "empty"),
    ],
)
def test_what_is_no_table_is_refused_before_anything_is_kept(
    content, reason, send, kaveh, settings
):
    answer = send(kaveh, content)

    assert reason in answer.text
    assert not Job.objects.exists()
    assert not list(Path(settings.FILES_DIR).rglob("*.feed"))


def test_a_file_with_too_many_lines_is_refused(send, kaveh, monkeypatch):
    monkeypatch.setattr("registry.services.feed.MOST_LINES", 3)

    assert "more than" in send(kaveh, "event,date\n" + "release,1404/2/9\n" * 4).text


def test_a_request_that_announces_too_much_is_turned_away(send, kaveh, settings):
    settings.MOST_UPLOADED = 1000

    assert send(kaveh, b"x" * 2000).status_code == 400


def test_her_own_prison_alone_is_fed(send, mina, behrouz, evin, adelabad):
    """Whether a person is held elsewhere, a file must not tell either."""
    stranger = line("release", "1404/2/9")
    send(mina, "\n".join([HEAD, stranger]), prison=adelabad)
    unknown = Job.objects.latest("pk").result["reasons"]
    send(mina, "\n".join([HEAD, line("release", "1404/2/9", nid=OTHER)]), prison=adelabad)

    assert Job.objects.latest("pk").result["reasons"] == unknown
    forged = send(mina, "\n".join([HEAD, stranger]), prison=evin)
    assert "Select a valid choice" in forged.text
    assert not behrouz.events.exists()


def test_what_happened_to_a_prisoner_after_he_left_a_file_does_not_tell(
    send, kaveh, behrouz, evin, adelabad
):
    """Neither that an event is known, nor by that when he was released from where he is now."""
    moments = [MomentField().to_python(f"1404/{month}/1 12:00") for month in (2, 3, 5)]
    record_event(prisoner=behrouz, kind="admission", at=moments[0])
    record_event(prisoner=behrouz, kind="transfer", at=moments[1], prison=adelabad)
    behrouz.refresh_from_db()
    record_event(prisoner=behrouz, kind="release", at=moments[2])

    told = []
    for guess in ("1404/5/1", "1404/5/2"):
        send(kaveh, "\n".join([HEAD, line("release", guess)]), prison=evin)
        told.append(Job.objects.latest("pk").result)

    assert told[0] == told[1]
    assert counts(Job.objects.latest("pk")) == (0, 0, 1)


@pytest.mark.parametrize("sent_apart", [True, False])
def test_a_leave_after_a_release_is_a_refused_line(sent_apart, send, agree, kaveh, behrouz, evin):
    lines = [line("release", "1404/2/9"), line("leave_end", "1404/2/10")]
    if sent_apart:
        send(kaveh, "\n".join([HEAD, lines.pop(0)]), prison=evin)
        agree()

    send(kaveh, "\n".join([HEAD, *lines]), prison=evin)
    job = agree()

    assert job.result["refused"] == 1
    assert "record the readmission first" in job.result["reasons"][0][1]
    behrouz.refresh_from_db()
    assert behrouz.custody_status == "released"


@pytest.mark.parametrize("who", ["maryam", "sara", "nasrin", "omid"])
def test_nobody_else_may_send_a_file(who, client, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE).status_code == 403
    assert client.get(reverse("admin:registry_custodyevent_template")).status_code == 403


@pytest.mark.usefixtures("behrouz")
@pytest.mark.parametrize(
    ("kind", "told", "reason"),
    [
        ("release", "escape", "The kind of release is none of those"),
        ("conviction", "bail", "only a release has a kind of release"),
    ],
)
def test_a_kind_of_release_that_cannot_be_is_refused(kind, told, reason, send, kaveh, evin):
    send(
        kaveh, "\n".join([f"{HEAD},release_kind", line(kind, "1404/2/9") + f",{told}"]), prison=evin
    )

    assert reason in Job.objects.get().result["reasons"][0][1]


@pytest.mark.usefixtures("behrouz")
@pytest.mark.parametrize(
    ("kind", "told", "reason"),
    [
        ("leave_start", "soon", "The day of return cannot be read"),
        ("leave_start", "1404/2/8", "lies before the leave begins"),
        ("leave_end", "1404/2/12", "only a leave has a day of return"),
    ],
)
def test_a_day_of_return_that_cannot_be_is_refused(kind, told, reason, send, kaveh, evin):
    row = line(kind, "1404/2/9") + f",{told}"
    send(kaveh, "\n".join([f"{HEAD},due_back", row]), prison=evin)

    assert reason in Job.objects.get().result["reasons"][0][1]


def test_a_line_is_checked_against_the_lines_before_it(send, agree, kaveh, behrouz, evin):
    lines = [
        line("conviction", "1404/2/8"),
        line("release", "1404/2/9"),
        line("leave_start", "1404/2/10"),
        line("readmission", "1404/2/11"),
        line("leave_start", "1404/2/12"),
    ]
    send(kaveh, "\n".join([HEAD, *lines]), prison=evin)
    job = Job.objects.get()
    assert counts(job) == (4, 0, 1)
    assert job.result["reasons"][0][0] == 4
    assert "record the readmission first" in job.result["reasons"][0][1]

    assert counts(agree()) == (4, 0, 1)


@pytest.fixture(params=[1, 100])
def portions(request, monkeypatch):
    monkeypatch.setattr("registry.services.feed_jobs.AT_A_TIME", request.param)


@pytest.mark.usefixtures("portions")
def test_what_a_file_says_of_a_newcomer_is_checked_too(send, agree, kaveh, evin, adelabad):
    """Whether a line names him by his national ID or by his number, in whatever portions."""
    lines = [
        line("admission", "1404/2/1", nid=HASAN, number="5", names=of_new("Hasan", "Moradi")) + ",",
        line("conviction", "1404/2/2", nid="", number="5") + ",",
        line("conviction", "1404/2/2", nid=HASAN) + ",",
        line("transfer", "1404/2/3", nid=HASAN) + f",{evin.code}",
        line("transfer", "1404/2/4", nid=HASAN) + f",{adelabad.code}",
        line("leave_start", "1404/2/5", nid=HASAN) + ",",
    ]
    send(kaveh, "\n".join([f"{HEAD},to_prison", *lines]), prison=evin)
    job = Job.objects.get()
    checked = job.result
    assert counts(job) == (3, 1, 2)
    assert "another one than where he was" in checked["reasons"][0][1]
    assert "not held in your prison any more" in checked["reasons"][1][1]

    assert agree().result == checked


def test_a_death_in_a_file_ends_what_the_file_may_say(send, agree, kaveh, behrouz, evin):
    lines = [line("death", "1404/2/9"), line("admission", "1404/2/10")]
    send(kaveh, "\n".join([HEAD, *lines]), prison=evin)

    assert "a death is recorded" in Job.objects.get().result["reasons"][0][1]
    assert counts(agree()) == (1, 0, 1)
