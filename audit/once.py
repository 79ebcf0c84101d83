"""A form that is sent twice is carried out once.

Each form that a page shows carries a key of its own (`{% once %}`, beside the CSRF token).
What comes in by POST runs in one transaction with the row that remembers its key, so a crash
leaves neither, and a lost answer costs nothing: whoever presses the button again is led where
the first press led.  A form that was not carried out, as one with errors, leaves its key free.

Every POST of the house passes here; what may be repeated says so with `@repeatable`.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any, TypeVar
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.db import OperationalError, router, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.calendar import moment_in_words
from audit.models import Sent, SentForm

FIELD = "_once"
LONGEST = timedelta(days=7)  # how long a page may stand open, and its key be remembered
TIDIED = 20  # forgotten keys that each new one takes away with it
UNSAID = {FIELD, "csrfmiddlewaretoken", "_save", "_continue", "_addanother"}
SECRET_LENGTH = 8  # a shorter part of an address is a number, not a secret

SAID_PLAINLY = "!$&'()*+,;=/~:@"  # in a path of an address (RFC 3986)

# Django's own views, and one from below this app; each would find its key in what is typed.
REPEATABLE_BY_NAME = {
    "admin:login": "asks for the password each time",
    "admin:logout": "logs out",
    "admin:password_change": "asks for the old password",
    "set_language": "chooses a language",
}
View = TypeVar("View", bound=Callable[..., Any])
EXEMPT, UNFINISHED, SHOWN_ONCE = "may_be_repeated", "finishes_nothing", "is_shown_once"


# How a database says that it will not wait any longer for whoever writes at the same place.
IN_EACH_OTHERS_WAY = ("55P03", "40P01", "40001")  # SQLSTATE: lock, deadlock, serialization
BUSY = "SQLITE_BUSY"


class StillAtWorkError(Exception):
    """The first press of the button has not come to its end yet."""


def new_key() -> str:
    """A key for one showing of one form; signed, so that its age can be told."""
    return TimestampSigner(salt=FIELD).sign(secrets.token_urlsafe(12))


def repeatable(why: str) -> Callable[[View], View]:
    """Let a view be sent twice: it stores nothing, or each time is meant, or it sees to it."""
    assert why  # whoever reads the view wants to know

    def mark(view: View) -> View:
        setattr(view, EXEMPT, why)
        return view

    return mark


def unfinished(response: HttpResponse) -> HttpResponse:
    """An answer that finishes nothing, while what was written on the way to it stands."""
    setattr(response, UNFINISHED, True)
    return response


def shown_once(response: HttpResponse) -> HttpResponse:
    """A page with a secret: the work is done, and no second press shows the page again."""
    setattr(response, SHOWN_ONCE, True)
    return response


class OnceMiddleware:
    """The one place through which every form comes; the last of the middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.method != "POST" or may_be_repeated(request, view):
            return None
        key = request.POST.get(FIELD, "")
        if not is_ours(key):
            return refusal(request, "no_key", status=400)
        try:
            with one_transaction(view):
                return Press(request, key, memory_of(view)).carried_out(view, args, kwargs)
        except StillAtWorkError:
            return come_again(request, "at_work")
        except OperationalError as error:
            if not in_each_others_way(error):
                raise
            return come_again(request, "in_the_way")


def come_again(request: HttpRequest, reason: str) -> HttpResponse:
    response = refusal(request, reason, status=503)
    response.headers["Retry-After"] = "5"
    return response


def in_each_others_way(error: OperationalError) -> bool:
    """Whether it broke on somebody who saves at the same moment, so that nothing was stored."""
    cause = error.__cause__
    told = getattr(cause, "sqlite_errorname", "")
    return getattr(cause, "sqlstate", "") in IN_EACH_OTHERS_WAY or told.startswith(BUSY)


def may_be_repeated(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """A search stores nothing: the list looks for it before anything else."""
    match = request.resolver_match
    assert match is not None  # the middleware runs when the view is known
    searches = match.view_name.endswith("_changelist") and "_search" in request.POST
    by_itself = hasattr(view, EXEMPT) or getattr(view, "csrf_exempt", False)
    return searches or by_itself or match.view_name in REPEATABLE_BY_NAME


def is_ours(key: str) -> bool:
    """Whether a page of ours showed this key, not too long ago."""
    try:
        TimestampSigner(salt=FIELD).unsign(key, max_age=LONGEST)
    except BadSignature:
        return False
    return True


_memories: dict[str, type[Sent]] = {}


def remember_in(alias: str, memory: type[Sent]) -> None:
    """A store with forms of its own says where their keys are kept: with the work itself."""
    _memories[alias] = memory


def memory_of(view: Callable[..., Any]) -> type[Sent]:
    """Where the key of a form for this view is remembered."""
    model_admin = getattr(view, "model_admin", None)
    model: type[Model] = model_admin.model if model_admin is not None else SentForm
    return _memories.get(router.db_for_write(model), SentForm)


@contextmanager
def one_transaction(view: Callable[..., Any]) -> Iterator[None]:
    """Around the key and the work, in the store of both."""
    with ExitStack() as stack:
        for alias in stores_of(view):
            stack.enter_context(transaction.atomic(using=alias))
        yield


def stores_of(view: Callable[..., Any]) -> list[str]:
    """The registry first: every page may write there."""
    aliases = [router.db_for_write(SentForm), router.db_for_write(memory_of(view))]
    return list(dict.fromkeys(aliases))


class Press:
    """One press of one button."""

    def __init__(self, request: HttpRequest, key: str, memory: type[Sent]) -> None:
        self.request, self.memory = request, memory
        match = request.resolver_match
        assert isinstance(match, ResolverMatch)
        # What stands in an address and could open something is kept by its name alone.
        self.secrets = {
            f"{{{name}}}": in_an_address(value)
            for name, value in match.kwargs.items()
            if isinstance(value, str) and len(value) >= SECRET_LENGTH
        }
        self.facts = {"page": match.view_name[:100], "said": digest_of(request)}
        self.owner = {
            "key": hashlib.sha256(key.encode()).hexdigest(),
            "person": request.user.pk or 0,
        }

    def carried_out(
        self, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse:
        sent, first = self.remember()
        if not first:
            return self.again(sent)
        response: HttpResponse = view(self.request, *args, **kwargs)
        redirected = isinstance(response, HttpResponseRedirect)
        if getattr(response, UNFINISHED, False):
            sent.delete()
        elif redirected or getattr(response, SHOWN_ONCE, False):
            self.finish(sent, response)
        else:
            for alias in stores_of(view):
                transaction.set_rollback(True, using=alias)
        return response

    def remember(self) -> tuple[Sent, bool]:
        """Keep the key; whoever has the same one waits here for the end of the first."""
        forget_some(self.memory)
        try:
            return self.memory._default_manager.get_or_create(**self.owner, defaults=self.facts)
        except OperationalError as waited:
            raise StillAtWorkError from waited

    def finish(self, sent: Sent, response: HttpResponse) -> None:
        if isinstance(response, HttpResponseRedirect):
            sent.answer = self.without_secrets(response.url)
            sent.save(update_fields=["answer"])
        elif hasattr(response, "render"):
            response.render()  # a page that breaks must not leave the work behind it

    def without_secrets(self, address: str) -> str:
        for name, value in self.secrets.items():
            address = address.replace(value, name)
        return address

    def again(self, sent: Sent) -> HttpResponse:
        """The answer of the first press; without doing anything."""
        moment = moment_in_words(sent.at)
        if (sent.page, sent.said) != (self.facts["page"], self.facts["said"]):
            return refusal(self.request, "said_otherwise", status=409, moment=moment)
        if not sent.answer:
            return refusal(self.request, "shown_before", status=409, moment=moment)
        sentence = _(
            "This form had reached us already on %(moment)s, and was carried out then. "
            "Nothing was stored a second time; what you see is what is stored."
        )
        messages.info(self.request, sentence % {"moment": moment})
        address = sent.answer
        for name, value in self.secrets.items():
            address = address.replace(name, value)
        return HttpResponseRedirect(address)


def in_an_address(value: str) -> str:
    """As `reverse` writes it: a link that was typed with spaces stands there without them."""
    return quote(value, safe=SAID_PLAINLY)


def digest_of(request: HttpRequest) -> str:
    """What the form said and where, as a keyed hash: it can be compared, not read."""
    said = [(name, values) for name, values in sorted(request.POST.lists()) if name not in UNSAID]
    text = repr((request.path, said)).encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def forget_some(memory: type[Sent]) -> None:
    """Keys older than any page that is still believed; a few at a time, so nobody waits."""
    old = memory._default_manager.filter(at__lt=timezone.now() - LONGEST).order_by("pk")
    # Two presses at once must not wait for each other's tidying.
    chosen = old.select_for_update(skip_locked=True).values("pk")[:TIDIED]
    memory._default_manager.filter(pk__in=list(chosen.values_list("pk", flat=True))).delete()


def refusal(request: HttpRequest, reason: str, *, status: int, moment: str = "") -> HttpResponse:
    """A page that says why nothing was done, and what to do now."""
    context = {"reason": reason, "moment": moment, "back": request.get_full_path()}
    return render(request, "audit/not_again.html", context, status=status)
