"""A row in each state that offers a step; the small country alone may lack some of them."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from audit.signature import acting
from permissions.reach import everything
from permissions.roles import Role
from registry.models import ChangeRequest, Family, Membership, PotentialDuplicate, Task
from registry.services import invitations
from registry.services.cartable import open_task
from registry.services.closure import close_at_its_wish
from registry.services.consents import record_consent, withdraw_consent
from registry.services.conversation import write_as_family
from registry.services.needs import confirm_need
from registry.services.publication import propose_publication
from tests import road, world
from tests.doors import page

NAME = {"contact_name": "زهرا کریمی"}


def furnish() -> None:
    """Write the rows, and into `rows.json` the pages of each role on which its steps stand."""
    with acting("browser tests", reason="a row for each step"), everything("the whole country"):
        worker = account(Role.SOCIAL_WORKER)
        held = Membership.objects.current().get(user=worker, role=Role.SOCIAL_WORKER)
        second = account(Role.MANAGER)
        handed_in = road.submitted(world.family(held.association, **NAME), worker, second)
        files = [
            world.family(held.association, **NAME),
            handed_in.family,
            full_file(held.association, worker, second),
        ]
        pages = [page(family) for family in files]
        approval = reverse("admin:registry_assessment_change", args=[handed_in.pk])
        found = {
            "social_worker": pages,
            "manager": [
                page(files[0], "edit"),
                approval,
                *pages,
                *ending(held.association, second),
            ],
            "national_administrator": [page(family) for family in at_the_desk(*files)],
            "prison_social_worker": in_prison(account(Role.PRISON_SOCIAL_WORKER)),
        }
    (Path(settings.VAR_DIR) / "rows.json").write_text(json.dumps(found))


def account(role: Role) -> Any:
    """The first demo account of this role."""
    demo = json.loads((Path(settings.VAR_DIR) / "demo.json").read_text(encoding="utf-8"))
    name = next(user["username"] for user in demo["users"] if user["role"] == role)
    return get_user_model().objects.get(username=name)


def full_file(at: Any, worker: Any, second: Any) -> Family:
    """An assessed file with a need in each state, a message, a wish and a task by hand."""
    family = world.family(at, **NAME)
    world.kinship(family, world.prisoner(any_prison()), relation="spouse", dependent=False)
    declared, confirmed, proposed, approved = (
        world.need(family, code) for code in ("E03", "E02", "E01", "E04")
    )
    assert declared.status == "declared"
    family = road.assessed(family, worker, second)
    confirm_need(need=confirmed, by=worker)
    propose_publication(need=confirm_need(need=proposed, by=worker), by=worker)
    road.published(approved, worker, second)
    write_as_family(family=family, body="سلام. چه زمانی می‌آیید؟")
    wanted = {"address": {"from": "", "to": "کوچه مهر"}}
    ChangeRequest.objects.create(family=family, wanted=wanted, asked_at=timezone.now())
    for kind in (Task.Kind.URGENT, Task.Kind.REVIEW_COVERAGE):
        open_task(family, kind)
    return family


def ending(at: Any, second: Any) -> list[str]:
    """A file whose family took back its consent, and one that was closed for it and may go on."""
    stays, comes_back = (world.family(at, **NAME) for _each in range(2))
    for family in (stays, comes_back):
        withdraw_consent(consent=family.consents.get(purpose="case_services"))
    close_at_its_wish(family=road.fresh(comes_back), by=second, reason="خودش خواست.")
    record_consent(family=comes_back, purpose="case_services", method="paper")
    return [page(stays), page(comes_back)]


def at_the_desk(one: Family, other: Family, far: Family) -> list[Family]:
    """What waits for the national office."""
    open_task(far, Task.Kind.CHECK_LOCATION)
    PotentialDuplicate.objects.create(family=one, other=other, method="phone", score=90)
    returned = world.family(None, status="returned", consents=False, **NAME)
    open_task(returned, Task.Kind.REROUTE)
    return [returned, far]


def in_prison(worker: Any) -> list[str]:
    """A prisoner whose family has no link yet, and one whose link is still open."""
    prison = Membership.objects.current().get(user=worker).prison
    free, invited = (world.prisoner(prison, custody_status="convicted") for _each in range(2))
    invitation, _token = invitations.issue(prisoner=invited, issued_by=worker)
    return [
        f"/admin/registry/prisoner/{free.pk}/change/",
        f"/admin/registry/invitation/{invitation.pk}/change/",
    ]


def any_prison() -> Any:
    return Membership.objects.current().filter(role=Role.PRISON_SOCIAL_WORKER).first().prison
