"""What an empty list says: why nothing stands there, and what to do so that something does."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

HINTS = {
    "Family": _(
        "A family appears here once it has registered with the link on its invitation sheet."
    ),
    "Task": _("Tasks come by themselves: each step of a file asks for the next one."),
    "Need": _("Needs come with a registration, and from the page of a family's file."),
    "Assessment": _("An assessment is made on the page of a family's file, once it is verified."),
    "Message": _("What families write comes here; open a file to write first."),
    "Invitation": _("Open a prisoner, and issue the invitation there."),
    "Prisoner": _("Add a prisoner when he is admitted; then an invitation can be issued."),
    "CustodyEvent": _("Admissions, leaves and releases are recorded on the page of the prisoner."),
    "PrisonCoordination": _("Record the prison's letter here before families are visited with it."),
    "PotentialDuplicate": _("No two files look alike. There is nothing to decide."),
    "Export": _("Whoever takes numbers away as a file is noted here, with the reason."),
    "Job": _("Long files, releases and imports that you ask for are listed here."),
    "ApiClient": _("Add the portal of a donor or an agency; then issue its key."),
    "ApiKey": _("Keys are issued on the list of the API clients."),
    "Release": _("What is published for donors is listed here, one row for each release."),
    "Membership": _("Take somebody on; the account is made with it."),
}


def hint_for(model: type[Model]) -> str:
    return str(HINTS.get(model.__name__, ""))
