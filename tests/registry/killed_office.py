"""An office whose workers are killed: what it serves, what it holds, and what was stored in it.

`python -m tests.registry.killed_office furnish` builds its people and files, `tally` tells what
is stored; gunicorn serves `application`, loaded before it forks, so that a worker that was killed
is replaced at once.
"""

import json
import os
import sys
from collections import Counter
from typing import Any

PEOPLE = ("maryam", "hamid", "sara")
FILES = 3


def furnish() -> dict[str, Any]:
    from audit.signature import acting
    from permissions.reach import everything
    from permissions.roles import Role
    from registry.services.catalogues import load_catalogues
    from registry.services.membership import sync_roles
    from tests import world

    with acting("test", reason="an office of its own"), everything("a test prepares its world"):
        load_catalogues()
        sync_roles()
        tehran = world.association("Tehran")
        for name in PEOPLE:
            world.person(name, Role.SOCIAL_WORKER, tehran)
        return {"files": [world.family(tehran).pk for _ in range(FILES)]}


def tally() -> dict[str, Any]:
    """How often each name and each message is stored, and how often its history begins."""
    from permissions.reach import everything
    from registry.models import Family, Member, Message

    with everything("a test counts"):
        return {
            "stored": {
                "member": Counter(Member.objects.values_list("last_name", flat=True)),
                "message": Counter(message.body for message in Message.objects.all()),
            },
            "recorded": {
                "member": Counter(Member.history.values_list("last_name", flat=True)),
                "message": Counter(record.body for record in Message.history.all()),
            },
            "sizes": [
                (family.size, family.members.count()) for family in Family.objects.order_by("pk")
            ],
        }


def warm() -> Any:
    """The application with everything read in that a first request would read."""
    from django.contrib.auth import get_user_model
    from django.core.wsgi import get_wsgi_application
    from django.db import connections
    from django.test import Client

    given = get_wsgi_application()
    visitor = Client(SERVER_NAME="127.0.0.1")
    visitor.force_login(get_user_model().objects.get(username=PEOPLE[0]))
    for page in ("/admin/registry/family/1/write/", "/admin/registry/member/add/?family=1"):
        assert visitor.get(page).status_code == 200
    connections.close_all()  # a forked worker must not talk through its parent's line
    return given


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"furnish": furnish, "tally": tally}[sys.argv[1]]()))  # noqa: T201
elif os.environ.get("SERVES_AN_OFFICE"):
    application = warm()
