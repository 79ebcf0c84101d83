"""Who reaches what.  One table; a new door is a new line, a new role a new column.

The doors beside the office, of families and of portals, are in test_outer_doors.py.

Everything stands in Tehran and at Evin.  "yes" is a page that shows what is asked for;
"–" is any other answer: not listed, not found, not allowed.
"""

import pytest
from django.contrib import admin
from django.urls import resolve, reverse

from registry.models import (
    Assessment,
    ChangeRequest,
    Consent,
    CustodyEvent,
    Export,
    Family,
    Invitation,
    Job,
    Kinship,
    Member,
    Membership,
    Message,
    Need,
    NeedType,
    PotentialDuplicate,
    Prisoner,
    Task,
)
from tests.permissions.planting import Planted

PEOPLE = ["maryam", "sara", "ali", "reza", "kaveh", "farhad", "laleh", "nasrin", "omid", "parisa"]


def row(model, page="change"):
    return lambda planted: reverse(
        f"admin:registry_{model._meta.model_name}_{page}", args=[planted.row(model).pk]
    )


def listing(model, page="changelist"):
    return lambda planted: reverse(f"admin:registry_{model._meta.model_name}_{page}")


def version(planted):
    past = planted.row(Family).history.latest("history_id")
    return reverse("admin:registry_family_version", args=[past.id, past.history_id])


def office(name):
    return lambda planted: reverse(name)


DOORS = {
    "families": listing(Family),
    "file": row(Family),
    "file: data": row(Family, "edit"),
    "file: history": row(Family, "history"),
    "file: old version": version,
    "file: contact": row(Family, "contact"),
    "file: identify": row(Family, "identify"),
    "file: documents": row(Family, "documents"),
    "file: verify": row(Family, "verify"),
    "file: assess": row(Family, "assess"),
    "file: add a need": row(Family, "add-need"),
    "file: write": row(Family, "write"),
    "file: assign": row(Family, "assign"),
    "file: consent": row(Family, "consent"),
    "file: new key": row(Family, "new-key"),
    "file: return": row(Family, "give-back"),
    "file: reroute": row(Family, "reroute"),
    "file: delete": row(Family, "delete"),
    "file: past": row(Family, "past"),
    "file: print": row(Family, "print"),
    "file: contact and address": row(Family, "contact-data"),
    "file: housing and money": row(Family, "means"),
    "file: its data hold": row(Family, "confirm-data"),
    "file: its coverage goes on": row(Family, "review-coverage"),
    "file: add a member": row(Family, "add-member"),
    "member: correct": row(Member, "correct"),
    "kinship: correct": row(Kinship, "correct"),
    "need: correct": row(Need, "correct"),
    "need": row(Need),
    "need: history": row(Need, "history"),
    "need: confirm": row(Need, "confirm"),
    "need: propose": row(Need, "propose"),
    "need: approve": row(Need, "approve"),
    "assessment": row(Assessment),
    "assessment: approve": row(Assessment, "approve"),
    "messages": listing(Message),
    "message": row(Message),
    "kinship: depend": row(Kinship, "depend"),
    "change request": row(ChangeRequest),
    "change request: accept": row(ChangeRequest, "accept"),
    "cartable": listing(Task),
    "task: assign": row(Task, "assign"),
    "prisoners": listing(Prisoner),
    "prisoner": row(Prisoner),
    "prisoner: history": row(Prisoner, "history"),
    "prisoner: add": listing(Prisoner, "add"),
    "prisoner: event": row(Prisoner, "event"),
    "prisoner: invite": row(Prisoner, "invite"),
    "invitations": listing(Invitation),
    "invitation: revoke": row(Invitation, "revoke"),
    "staff": listing(Membership),
    "staff: history": row(Membership, "history"),
    "staff: end": row(Membership, "end"),
    "staff: second role": row(Membership, "second-role"),
    "catalogue: add": listing(NeedType, "add"),
    "report": office("office_report"),
    "report: file": office("office_report_file"),
    "API clients": office("admin:graphql_api_apiclient_changelist"),
    "releases": office("admin:graphql_api_release_changelist"),
    "start page": office("admin:index"),
    "need: decline": row(Need, "decline"),
    "need: take back": row(Need, "take-back"),
    "assessment: send back": row(Assessment, "send-back"),
    "change request: reject": row(ChangeRequest, "reject"),
    "task: finish": row(Task, "finish"),
    "task: settle": row(Task, "settle"),
    "duplicates": listing(PotentialDuplicate),
    "duplicate: keep apart": row(PotentialDuplicate, "keep-apart"),
    "exports": listing(Export),
    "exports: each need": office("office_report_file"),
    "long work": listing(Job),
    "long work: a colleague's": row(Job),
    "long work: her file": row(Job, "file"),
    "long work: stop it": row(Job, "cancel"),
    "long work: how far": row(Job, "progress"),
    "long work: again": row(Job, "retry"),
    "long work: agree": row(Job, "confirm"),
    "release: make one": office("admin:graphql_api_release_publish"),
    "custody events": listing(CustodyEvent),
    "custody event": row(CustodyEvent),
    "custody events: import": office("admin:registry_custodyevent_feed"),
    "custody events: template": office("admin:registry_custodyevent_template"),
    "accounts": office("admin:permissions_user_changelist"),
    "file: mark as read": row(Family, "read"),
    "need: withdraw": row(Need, "withdraw"),
    "consent: withdraw": row(Consent, "withdraw"),
    "duplicate: close later": row(PotentialDuplicate, "close-later"),
    "search box": office("office_find"),
    "saved filters": lambda planted: reverse("office_saved_filters", args=["family"]),
    "saved filters of prisoners": lambda planted: reverse(
        "office_saved_filters", args=["prisoner"]
    ),
}

#                          maryam sara  ali   reza  kaveh farhad laleh nasrin omid parisa
TABLE = """
families                 | yes | yes | yes | yes | –   | yes | yes | yes | –   | –
file                     | yes | yes | yes | –   | –   | –   | yes | yes | –   | –
file: data               | yes | yes | yes | –   | –   | –   | yes | yes | –   | –
file: history            | yes | yes | –   | –   | –   | –   | yes | yes | –   | –
file: old version        | yes | yes | –   | –   | –   | –   | yes | yes | –   | –
file: contact            | yes | –   | –   | –   | –   | –   | –   | –   | –   | –
file: identify           | yes | –   | –   | –   | –   | –   | –   | –   | –   | –
file: documents          | yes | –   | –   | –   | –   | –   | –   | –   | –   | –
file: verify             | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
file: assess             | yes | –   | –   | –   | –   | –   | –   | –   | –   | –
file: add a need         | yes | –   | –   | –   | –   | –   | –   | –   | –   | –
file: write              | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
file: assign             | –   | yes | –   | –   | –   | –   | yes | –   | –   | –
file: consent            | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
file: new key            | yes | –   | –   | –   | –   | –   | –   | –   | –   | –
file: return             | yes | –   | –   | –   | –   | –   | –   | –   | –   | –
file: reroute            | –   | –   | –   | –   | –   | –   | yes | –   | –   | –
file: delete             | –   | –   | –   | –   | –   | –   | –   | –   | –   | –
file: past               | yes | yes | –   | –   | –   | –   | yes | yes | –   | –
file: print              | yes | yes | yes | –   | –   | –   | yes | yes | –   | –
file: contact and address | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
file: housing and money  | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
file: its data hold      | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
file: its coverage goes on | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
file: add a member       | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
member: correct          | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
kinship: correct         | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
need: correct            | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
need                     | yes | yes | yes | –   | –   | –   | yes | yes | –   | –
need: history            | yes | yes | –   | –   | –   | –   | yes | yes | –   | –
need: confirm            | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
need: propose            | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
need: approve            | –   | yes | –   | –   | –   | –   | yes | –   | –   | –
assessment               | yes | yes | –   | –   | –   | –   | yes | yes | –   | –
assessment: approve      | –   | yes | –   | –   | –   | –   | –   | –   | –   | –
messages                 | yes | yes | –   | yes | –   | yes | –   | yes | –   | –
message                  | yes | yes | –   | –   | –   | –   | –   | yes | –   | –
kinship: depend          | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
change request           | yes | yes | yes | –   | –   | –   | yes | yes | –   | –
change request: accept   | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
cartable                 | yes | yes | yes | yes | –   | –   | yes | yes | –   | –
task: assign             | –   | yes | –   | –   | –   | –   | yes | –   | –   | –
prisoners                | yes | yes | –   | yes | yes | yes | yes | yes | –   | –
prisoner                 | yes | yes | –   | –   | yes | –   | yes | yes | –   | –
prisoner: history        | yes | yes | –   | –   | –   | –   | yes | yes | –   | –
prisoner: add            | –   | –   | –   | –   | yes | –   | yes | –   | –   | –
prisoner: event          | –   | –   | –   | –   | yes | –   | yes | –   | –   | –
prisoner: invite         | –   | –   | –   | –   | yes | –   | –   | –   | –   | –
invitations              | –   | –   | –   | –   | yes | –   | yes | yes | –   | –
invitation: revoke       | –   | –   | –   | –   | yes | –   | –   | –   | –   | –
staff                    | –   | yes | –   | –   | –   | –   | yes | –   | –   | –
staff: history           | –   | yes | –   | –   | –   | –   | yes | –   | –   | –
staff: end               | –   | yes | –   | –   | –   | –   | yes | –   | –   | –
staff: second role       | –   | yes | –   | –   | –   | –   | yes | –   | –   | –
catalogue: add           | –   | –   | –   | –   | –   | –   | yes | –   | –   | –
report                   | yes | yes | yes | yes | –   | yes | yes | yes | yes | yes
report: file             | yes | yes | yes | yes | –   | yes | yes | yes | yes | yes
API clients              | –   | –   | –   | –   | –   | –   | yes | yes | –   | yes
releases                 | –   | –   | –   | –   | –   | –   | yes | yes | –   | yes
start page               | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes
need: decline            | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
need: take back          | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
assessment: send back    | –   | yes | –   | –   | –   | –   | –   | –   | –   | –
change request: reject   | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
task: finish             | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
task: settle             | –   | –   | –   | –   | –   | –   | yes | –   | –   | –
duplicates               | –   | –   | –   | –   | –   | –   | yes | –   | –   | –
duplicate: keep apart    | –   | –   | –   | –   | –   | –   | yes | –   | –   | –
exports                  | –   | –   | –   | –   | –   | –   | yes | yes | –   | yes
exports: each need       | yes | yes | yes | yes | –   | yes | yes | yes | –   | –
long work                | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes
long work: a colleague's | yes | –   | –   | –   | –   | –   | yes | yes | –   | yes
long work: her file      | –   | –   | –   | –   | –   | –   | –   | –   | –   | –
long work: stop it       | yes | –   | –   | –   | –   | –   | –   | –   | –   | –
long work: how far       | yes | –   | –   | –   | –   | –   | yes | yes | –   | yes
long work: again         | yes | –   | –   | –   | –   | –   | –   | –   | –   | –
long work: agree         | yes | –   | –   | –   | –   | –   | –   | –   | –   | –
release: make one        | –   | –   | –   | –   | –   | –   | yes | –   | –   | –
custody events           | yes | yes | –   | yes | yes | yes | yes | yes | –   | –
custody event            | yes | yes | –   | –   | yes | –   | yes | yes | –   | –
custody events: import   | –   | –   | –   | –   | yes | –   | yes | –   | –   | –
custody events: template | –   | –   | –   | –   | yes | –   | yes | –   | –   | –
accounts                 | –   | yes | –   | –   | –   | –   | yes | –   | –   | –
file: mark as read       | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
need: withdraw           | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
consent: withdraw        | yes | yes | –   | –   | –   | –   | –   | –   | –   | –
duplicate: close later   | –   | –   | –   | –   | –   | –   | yes | –   | –   | –
search box               | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes
saved filters            | yes | yes | yes | yes | –   | yes | yes | yes | –   | –
saved filters of prisoners | yes | yes | –   | yes | yes | yes | yes | yes | –   | –
"""


def expected():
    for line in TABLE.strip().splitlines():
        door, *answers = (word.strip() for word in line.split("|"))
        yield door, answers


@pytest.fixture
def planted(tehran, evin, maryam):
    return Planted("yq8own", tehran, evin, maryam)


def reaches(client, user, door, address):
    """Open the page; the report's file is asked for, with its reason."""
    client.force_login(user)
    asked = {"reason": "The yearly report"}
    if door == "exports: each need":
        asked |= {"content": "list"}
    sent = door in ("report: file", "exports: each need")
    answer = client.post(address, asked) if sent else client.get(address)
    return "yes" if answer.status_code == 200 else "–"


def test_every_door_is_in_the_table():
    assert [door for door, _answers in expected()] == list(DOORS)


# What every admin has, and the crawl opens by itself, and what the site has for all of them.
ORDINARY = ("changelist", "add", "change", "delete", "history", "version")
OF_THE_SITE = {
    "index", "login", "logout", "password_change_done", "autocomplete", "jsi18n", "view_on_site",
    "app_list",
}  # fmt: skip


def test_every_step_of_the_office_is_in_the_table(planted):
    """Whoever adds a step says here who may take it."""
    names = {each.name for part in admin.site.urls[0] for each in addresses(part)} - OF_THE_SITE
    steps = {name for name in names if name and not name.endswith(ORDINARY)}

    assert steps <= {resolve(address(planted)).url_name for address in DOORS.values()}


def addresses(part):
    return part.url_patterns if hasattr(part, "url_patterns") else [part]


@pytest.mark.parametrize(("number", "who"), list(enumerate(PEOPLE)))
def test_who_reaches_what(number, who, planted, client, request):
    user = request.getfixturevalue(who)
    client.raise_request_exception = False

    found = {door: reaches(client, user, door, address(planted)) for door, address in DOORS.items()}

    assert found == {door: answers[number] for door, answers in expected()}
