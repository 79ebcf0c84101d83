"""A family's own file: where it stands, who answers for it, and a way to write back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit import versions
from audit.once import repeatable, unfinished
from audit.signature import FAMILY, acting
from permissions import known
from permissions.reach import everything
from registry.errors import RuleError
from registry.intake import session
from registry.intake.file_forms import ContactForm, MessageForm, SignInForm
from registry.intake.forms import ConsentForm
from registry.intake.meeting import own_changes
from registry.intake.member import MemberForm
from registry.intake.pages import TURN, address, chosen_language, page, private
from registry.intake.progress import progress
from registry.intake.why_here import why_here
from registry.models import Consent, Family, Need
from registry.services import amendment, attempts, conversation, credentials, household
from registry.services.amendment import Outcome

OWN_PAGE = gettext_noop("The family on its own page")
FILE = "file"  # the door at which a phone is known again
ASKED = "_asked"  # on a page that asks: the version that was shown before
FileView = Callable[..., HttpResponse]


def signed_in(view: FileView) -> FileView:
    """Hand the view the family of the session; everybody else signs in first."""

    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        with everything("a family reads its own file"):
            family = session.family_of(request)
            if family is None:
                return unfinished(private(redirect("intake:sign_in")))
            hand = acting(FAMILY, reason=OWN_PAGE, place=family.code)
            with hand, translation.override(chosen_language(request) or family.language):
                return view(request, family)

    return opened


@repeatable("stores nothing but a session, and counts each wrong PIN")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """A wrong code, a wrong PIN, too many attempts: one answer, and the same work behind it."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        family = _who(request, form.cleaned_data["code"], form.cleaned_data["pin"])
        if family is not None:
            response = private(redirect("intake:file"))
            session.begin(response, family)
            known.remember(response, FILE, form.cleaned_data["code"])
            return response
        form.refuse()
    with translation.override(chosen_language(request) or translation.get_language()):
        return page(request, "sign_in", {"form": form}, status_of(form))


def _who(request: HttpRequest, code: str, pin: str) -> Family | None:
    seen_before = bool(code) and known.knows(request, FILE, code)
    limits = attempts.pins_of(code, address(request), known=seen_before)
    barred = attempts.exhausted(limits)
    with everything("nobody is known before the PIN is"):
        family = credentials.family_of(code, pin)
    if barred:
        return None
    if family is None:
        attempts.note_failure(limits)
    return family


@repeatable("ends a session")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    response = private(redirect("intake:sign_in"))
    session.end(request, response)
    return response


@require_safe
@signed_in
def overview(request: HttpRequest, family: Family) -> HttpResponse:
    needs = household.told_to_the_family(family).exclude(status=Need.Status.WITHDRAWN)
    context = {
        "family": family,
        # Isolated, or a page in Persian turns the year and the rest around.
        "code": f"\u2066{family.code}\u2069",
        "progress": progress(family),
        "why": why_here(family),
        "needs": needs.select_related("need_type").order_by("need_type__code"),
        "unread": family.messages.unread().filter(side="association").count(),
        "asked": family.change_requests.of_its_own().pending().exists(),
    }
    return page(request, "file", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def messages(request: HttpRequest, family: Family) -> HttpResponse:
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            conversation.write_as_family(family=family, body=form.cleaned_data["body"])
        except RuleError as refusal:
            form.add_error(None, refusal)
        else:
            notices.success(request, _("Your message was sent. You get an answer in two days."))
            return private(redirect("intake:messages"))
    written = list(family.messages.all())[-50:]
    if request.method == "GET":
        conversation.read_as_family(family)
    context = {"family": family, "written": written, "form": form}
    return page(request, "messages", context, status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def changes(request: HttpRequest, family: Family) -> HttpResponse:
    seen, asked = request.POST.get(versions.FIELD, ""), request.POST.get(ASKED, "")
    if asked and TURN in request.POST:
        return _changes(request, family, _asked_again(request, family, asked), seen, asked)
    form = ContactForm.of(family, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _changes(request, family, form, seen)
    told = own_changes(family, form, seen)
    if not form.is_valid():
        return _changes(request, family, form, asked=seen)
    try:
        tell(request, amendment.amend(family=family, told=told))
    except RuleError as refusal:
        form.add_error(None, refusal)
        return _changes(request, family, form)
    return private(redirect("intake:changes"))


def _changes(
    request: HttpRequest, family: Family, form: ContactForm, seen: str = "", asked: str = ""
) -> HttpResponse:
    """The page over the file as it was `seen`; it `asked` about what has changed since then."""
    context = {
        "family": family,
        "form": form,
        "people": family.members.filter(lives_with=True),
        "requests": family.change_requests.of_its_own()[:5],
        "seen": seen,
        "asked": asked,
    }
    return page(request, "changes", context, status_of(form))


def _asked_again(request: HttpRequest, family: Family, asked: str) -> ContactForm:
    """The question about something changed meanwhile, in another language; nothing is sent."""
    typed = request.POST.copy()
    del typed[TURN]
    form = ContactForm.of(family, typed)
    if form.is_valid():
        own_changes(family, form, asked)
    return form


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add_person(request: HttpRequest, family: Family) -> HttpResponse:
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tell(request, amendment.add_person(family=family, person=form.page()))
        except RuleError as refusal:
            notices.warning(request, str(refusal))
        return private(redirect("intake:changes"))
    return page(request, "add_person", {"family": family, "form": form}, status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def consents(request: HttpRequest, family: Family) -> HttpResponse:
    standing = {c.purpose: c for c in family.consents.filter(withdrawn_at=None)}
    if request.method == "POST":
        purpose = request.POST.get("purpose", "")
        if purpose in Consent.Purpose.values:
            _turn(request, family, purpose, stands=purpose in standing)
        return private(redirect("intake:consents"))
    fields = ConsentForm.base_fields
    rows = [
        {"purpose": name, "label": fields[name].label, "consent": standing.get(name)}
        for name in fields
    ]
    return page(request, "consents", {"family": family, "rows": rows})


def _turn(request: HttpRequest, family: Family, purpose: str, *, stands: bool) -> None:
    """Take a consent back, or give it: as the button said."""
    if stands and request.POST.get("act") == "withdraw":
        farewell = _("We take back our consent. Please close our file.")
        amendment.withdraw(family=family, purpose=purpose, farewell=farewell)
        notices.success(request, _("Your consent was taken back. It acts from this moment."))
    elif not stands and request.POST.get("act") == "give":
        again = purpose == Consent.Purpose.CASE_SERVICES and family.has_withdrawn
        greeting = _("We agree again. Please go on with our file.")
        amendment.give(family=family, purpose=purpose, greeting=greeting)
        thanks = _("Thank you. Your consent was recorded.")
        notices.success(request, _come_back(family) if again else thanks)


def _come_back(family: Family) -> str:
    """What the first consent brings back when it is given again, and what it does not."""
    if family.status in Family.ENDED:
        return _(
            "Thank you. Your consent was recorded, and the association was told. Your file had "
            "been closed meanwhile; the association answers you here."
        )
    return _(
        "Thank you. The association may work for you again, and was told: your file goes on from "
        "where it stood. The other consents do not come back by themselves; agree below to those "
        "you want."
    )


def tell(request: HttpRequest, outcome: Outcome) -> None:
    words = {
        Outcome.SAME: _("Nothing was changed: everything is as it was."),
        Outcome.CHANGED: _("Your file was changed."),
        Outcome.ASKED: _(
            "Your association was asked to change your file. Until it does, the file stays as it "
            "is."
        ),
    }
    notices.success(request, words[outcome])


def status_of(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
