"""From the link to the file, page by page.  Nothing here decides: the services do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.once import repeatable
from permissions.reach import everything
from registry.codes import in_groups
from registry.errors import RuleError
from registry.intake.forms import STEPS
from registry.intake.links import Link, behind_link, code_of, note_wrong_link
from registry.intake.member import MemberForm
from registry.intake.pages import chosen_language, page, private, refused, turned, turned_to
from registry.intake.summary import summary
from registry.intake.why_here import why_here
from registry.services import credentials, registration
from registry.services.answers import MOST_MEMBERS, missing_step, seen
from registry.services.answers import STEPS as ORDER

TITLES = {
    "consent": _("What you agree to"),
    "home": _("Where you live"),
    "prisoner": _("The person in prison"),
    "members": _("Who lives with you"),
    "needs": _("What you need"),
    "review": _("Look it over"),
}


@require_safe
@behind_link
def start(request: HttpRequest, link: Link) -> HttpResponse:
    """The first visit says what comes; a later one goes on where the family left off."""
    if not link.answers:
        return page(request, "welcome", {"link": link})
    return go_to(link, where_it_stopped(link))


@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def step(request: HttpRequest, link: Link, step: str) -> HttpResponse:
    """One page of the form: shown, or kept and passed on."""
    if step not in STEPS:
        return refused(request)
    form = STEPS[step](request.POST or None, page=link.answers.get(step))
    if request.method == "POST" and form.is_valid() and kept(link, step, form, form.page()):
        return go_to(link, next_page(link, step))
    return page(request, "step", {**frame(link, step), "form": form}, status_of(form))


@require_safe
@behind_link
def members(request: HttpRequest, link: Link) -> HttpResponse:
    """Who belongs to the household; the first is who writes."""
    people = link.answers.get("members", [])
    if not people:
        return redirect_to("intake:add_member", link)
    context = {
        "people": people,
        "full": len(people) >= MOST_MEMBERS,
        "seen": seen(people),
        "outdated": "outdated" in request.GET,
    }
    return page(request, "members", {**frame(link, "members"), **context})


@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def member(request: HttpRequest, link: Link, number: int | None = None) -> HttpResponse:
    """Add a person, or correct one; people are numbered from 1."""
    people = list(link.answers.get("members", []))
    if number is not None and not 1 <= number <= len(people):
        return refused(request)
    if number is None and len(people) >= MOST_MEMBERS:
        return redirect_to("intake:members", link)
    head = number == 1 or not people
    if number and not head and meant_another(request, people):
        return look_again(link)
    given = people[number - 1] if number else None
    others = [each for each in people if each is not given]
    form = MemberForm(request.POST or None, page=given, head=head, others=others)
    if request.method == "POST" and form.is_valid():
        place = number - 1 if number else len(people)
        people[place : place + 1] = [form.page()]
        if kept(link, "members", form, people):
            return redirect_to("intake:members", link)
    context = {"form": form, "head": head, "correcting": number, "seen": seen(people)}
    return page(request, "member", {**frame(link, "members"), **context}, status_of(form))


@require_POST
@behind_link
def remove_member(request: HttpRequest, link: Link, number: int) -> HttpResponse:
    """Take a person off the list that was shown; who writes stays."""
    people = list(link.answers.get("members", []))
    if meant_another(request, people):
        return look_again(link)
    if 1 < number <= len(people):
        del people[number - 1]
        link.keep("members", people)
    return redirect_to("intake:members", link)


@require_safe
@behind_link
def review(request: HttpRequest, link: Link) -> HttpResponse:
    """Everything once more, before it is sent."""
    missing = missing_step(link.answers)
    if missing is not None:
        return go_to(link, missing)
    context = {"sections": summary(link), "once": registration.key_of_a_page()}
    return page(request, "review", {**frame(link, "review"), **context})


@repeatable("its page has a key of its own, that gives the code and the PIN again")
@require_POST
def submit(request: HttpRequest, token: str) -> HttpResponse:
    """Register.  Pressed twice, the page is the same twice; any other way, a used link is used."""
    language, once = chosen_language(request), request.POST.get("once", "")
    code = code_of(request, token)
    try:
        receipt = registration.submit(token=token, code=code, once=once, language=language)
    except RuleError as refusal:
        if str(refusal.code).startswith("incomplete_"):
            return private(redirect("intake:start", token=token))
        if turned_to(request):  # of a receipt that is shown no more; its code opens the file
            return turned(request, private(redirect("intake:sign_in")))
        note_wrong_link(request)
        return refused(request)
    with (
        everything("the family reads what became of its registration"),
        translation.override(language or receipt.registration.language),
    ):
        context = {
            "receipt": receipt,
            "family": receipt.family,
            "shown_code": in_groups(receipt.tracking_code),
            "sign_in_address": credentials.sign_in_address(),
            "why": why_here(receipt.family) if receipt.tracking_code else "",
            "once": once,
        }
        return page(request, "done", context)


def meant_another(request: HttpRequest, people: list[Any]) -> bool:
    """Whether the button was on a page with another list, where the number is another person."""
    return request.method == "POST" and request.POST.get("seen") != seen(people)


def kept(link: Link, step: str, form: Any, given: Any) -> bool:
    """Keep a page; what cannot be kept is said on the page itself."""
    try:
        link.keep(step, given)
    except RuleError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def frame(link: Link, here: str) -> dict[str, Any]:
    """Where the page stands among the others."""
    names = [*ORDER, "review"]
    number = names.index(here)
    back = names[number - 1] if number else None
    return {
        "link": link,
        "here": here,
        "title": TITLES[here],
        "number": number + 1,
        "steps": [(name, TITLES[name], name in link.answers) for name in names],
        "back": back,
    }


def where_it_stopped(link: Link) -> str:
    """The page to fill in next, or the list of the household, which is never full by itself."""
    missing = missing_step(link.answers) or "review"
    return "members" if missing == "needs" else missing


def next_page(link: Link, here: str) -> str:
    """The next page, or the review for who came back to correct something."""
    missing = missing_step(link.answers)
    if missing is None:
        return "review"
    following = ORDER[ORDER.index(here) + 1 :]
    return following[0] if following else missing


def look_again(link: Link) -> HttpResponse:
    """The household as it is now, for whoever pressed a button of an older list."""
    address = reverse("intake:members", args=[link.token])
    return private(redirect(f"{address}?outdated"))


def go_to(link: Link, here: str) -> HttpResponse:
    if here in ("members", "review"):
        return redirect_to(f"intake:{here}", link)
    return redirect_to("intake:step", link, step=here)


def redirect_to(name: str, link: Link, **where: Any) -> HttpResponse:
    return private(redirect(name, token=link.token, **where))


def status_of(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
