"""Who reaches what.  One table; a new door is a new line, a new role a new column.

The doors beside the office, of families and of portals, are in test_outer_doors.py.

Where each door is, `office_doors` says.  Everything stands in Tehran and at Evin.  "yes" is a
page that shows what is asked for; "–" is any other answer: not listed, not found, not allowed.
"""

import pytest
from django.contrib import admin
from django.urls import resolve

from tests.permissions.office_doors import DOORS
from tests.permissions.planting import Planted

PEOPLE = ["maryam", "sara", "ali", "reza", "kaveh", "farhad", "laleh", "nasrin", "omid", "parisa"]


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
file: close              | –   | yes | –   | –   | –   | –   | yes | –   | –   | –
file: reopen             | –   | yes | –   | –   | –   | –   | yes | –   | –   | –
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
