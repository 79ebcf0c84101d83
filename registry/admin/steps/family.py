"""The steps on a family's file, from the first contact to its needs."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.file.sections import ADD_MEMBER, EDIT_CONTACT, EDIT_MEANS
from registry.admin.steps import questions
from registry.admin.steps.changing_hands import ASSIGN, GIVE_BACK, REROUTE
from registry.admin.steps.closing import CLOSE, REOPEN
from registry.admin.steps.road import blocked
from registry.admin.steps.step import Step, unless
from registry.colleagues import naming
from registry.models import Family
from registry.services.aftercare import require_review, review_coverage
from registry.services.assessment import submit_assessment
from registry.services.consents import record_consent
from registry.services.contact import record_first_contact
from registry.services.credentials import renew
from registry.services.documents import check_documents, missing_documents
from registry.services.freshness import confirm_data
from registry.services.identification import Finding, record_identification, require_to_identify
from registry.services.messages import answer_family, read_messages
from registry.services.needs import Wanted, add_need
from registry.services.verification import decide_verification, identified_by, may_be_rejected

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Given = Mapping[str, Any]


def papers(family: Family) -> list[Any]:
    """What was found out about a family by a visit and from its documents."""
    return [*family.documents.all(), *family.identifications.all()]


def identify(family: Family, by: Any, given: Given) -> None:
    record_identification(
        family=family,
        by=by,
        finding=Finding(
            method=given["method"],
            on=given["on"],
            result=given["result"],
            coordination=given["coordination"],
            notes=given["notes"],
        ),
    )


def assess(family: Family, by: Any, given: Given) -> None:
    submit_assessment(
        family=family,
        by=by,
        answers=questions.answers_in(given),
        narrative=given["narrative"],
    )


def what_was_identified(request: HttpRequest, family: Family) -> dict[str, Any]:
    """What the second person looks at before deciding."""
    done = naming(family.identifications.order_by("-pk"), request.user, "done_by")
    return {
        "identification": done.first(),
        "missing": missing_documents(family),
    }


def nothing_to_verify(family: Family) -> "StrOrPromise | None":
    return None if may_be_rejected(family) else blocked("verify")(family)


CONTACT = Step(
    name="contact",
    short=True,
    action="contact",
    title=_("Record the first contact"),
    done=_("The first contact is recorded. Next, the family is identified."),
    intro=_("Somebody of the association has spoken with the family. You then keep its file."),
    form=questions.NoteForm,
    perform=lambda row, by, given: record_first_contact(family=row, by=by, note=given["note"]),
    against=blocked("contact"),
)
IDENTIFY = Step(
    name="identify",
    short=True,
    action="contact",
    title=_("Record an identification"),
    done=_("The identification is recorded."),
    intro=_("How it was found out that the family is who it says. A colleague verifies it later."),
    form=questions.IdentifyForm,
    perform=identify,
    against=unless(require_to_identify),
    template="registry/step_identify.html",
)
DOCUMENTS = Step(
    name="documents",
    beside=papers,
    action="contact",
    title=_("Check the documents"),
    done=_("The documents are recorded as you found them."),
    intro=_("The mandatory ones have to be in order before a colleague can verify the family."),
    form=questions.DocumentsForm,
    perform=lambda row, by, given: check_documents(family=row, by=by, found=given),
    against=blocked("check documents"),
    template="registry/step_documents.html",
)
VERIFY = Step(
    name="verify",
    short=True,
    beside=papers,
    action="verify",
    title=_("Verify the family"),
    done=_("Your decision is recorded."),
    intro=_("You confirm what a colleague identified. Whoever identified the family cannot."),
    form=questions.VerifyForm,
    perform=lambda row, by, given: decide_verification(family=row, by=by, **given),
    against=nothing_to_verify,
    not_hers=identified_by,
    template="registry/step_verify.html",
    context=what_was_identified,
)
ASSESS = Step(
    name="assess",
    beside=lambda family: list(family.assessments.all()),
    action="assess",
    title=_("Assess what the family needs"),
    done=_("The assessment is submitted. The manager of the association approves it."),
    intro=_("Leave open what you do not know: it counts as not known, never as “none”."),
    form=questions.AssessForm,
    perform=assess,
    against=blocked("assess"),
    template="registry/step_assess.html",
)
ADD_NEED = Step(
    name="add-need",
    adds=True,
    action="assess",
    title=_("Add a need"),
    done=_("The need is on the list, confirmed."),
    intro=_("For what the assessment showed and the family did not ask for."),
    form=questions.AddNeedForm,
    perform=lambda row, by, given: add_need(family=row, by=by, wanted=Wanted(**given)),
    against=blocked("decide needs"),
)
WRITE = Step(
    name="write",
    short=True,
    place="conversation",
    adds=True,
    action="write",
    title=_("Write to the family"),
    done=_("The message is sent. The family reads it on its own page."),
    form=questions.MessageForm,
    perform=lambda row, by, given: answer_family(family=row, by=by, body=given["body"]),
)
READ = Step(
    name="read",
    short=True,
    place="conversation",
    adds=True,
    action="write",
    title=_("I have read what the family wrote"),
    done=_("The family sees that its messages were read."),
    perform=lambda row, by, given: read_messages(family=row),
)
CONSENT = Step(
    name="consent",
    short=True,
    place="consents",
    adds=True,
    action="change",
    title=_("Record a consent"),
    done=_("The consent is recorded."),
    intro=_("What the family agreed to on paper or by word."),
    form=questions.ConsentForm,
    perform=lambda row, by, given: record_consent(family=row, **given),
)

CONFIRM_DATA = Step(
    name="confirm-data",
    short=True,
    place="contact",
    action="change",
    title=_("Confirm that the data are up to date"),
    done=_("The data are confirmed; the family is asked again in ninety days."),
    intro=_(
        "You have asked the family, and what stands here still holds: members, address, means. "
        "Correct first what does not."
    ),
    perform=lambda row, by, given: confirm_data(family=row),
    against=blocked("confirm data"),
)
REVIEW_COVERAGE = Step(
    name="review-coverage",
    short=True,
    place="tasks",
    action="change",
    title=_("Review the coverage after the release"),
    done=_("The coverage was reviewed; it goes on."),
    intro=_(
        "A prisoner of this family was released. Look whether the family still needs the "
        "association; its coverage goes on, and your reason stays in the history of the file."
    ),
    submit=_("The coverage goes on"),
    form=questions.ReasonForm,
    perform=lambda row, by, given: review_coverage(family=row, **given),
    against=unless(require_review),
)
NEW_KEY = Step(
    name="new-key",
    action="contact",
    title=_("Give the family a new code and PIN"),
    done=_("The family has a new code and PIN."),
    intro=_(
        "For a family that lost its own. Make sure that you speak with the family: whoever holds "
        "the two reads the file. The old ones open nothing from then on."
    ),
    perform=lambda row, by, given: renew(family=row),
    against=blocked("check documents"),
)

STEPS = (
    CONTACT,
    GIVE_BACK,
    REROUTE,
    IDENTIFY,
    DOCUMENTS,
    VERIFY,
    ASSESS,
    ADD_NEED,
    WRITE,
    READ,
    ASSIGN,
    CONSENT,
    CONFIRM_DATA,
    CLOSE,
    REOPEN,
    REVIEW_COVERAGE,
    NEW_KEY,
    EDIT_CONTACT,
    EDIT_MEANS,
    ADD_MEMBER,
)
