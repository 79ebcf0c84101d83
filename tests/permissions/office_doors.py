"""The doors of the office, by name: where each is, for rows that are planted."""

from django.urls import reverse

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
    "file: close": row(Family, "close"),
    "file: reopen": row(Family, "reopen"),
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
