"""Stopping, and going on elsewhere: with the link and the return code, and not without it."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from audit.once import repeatable
from registry.intake.forms import PageForm
from registry.intake.links import Link, behind_link
from registry.intake.pages import page
from registry.intake.views import redirect_to, status_of


class ReturnForm(PageForm):
    code = forms.CharField(
        label=_("Return code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "dir": "ltr"}
        ),
        help_text=_("It stood under each page you filled in, for example 7KQ2-M8X4-PD3R."),
        error_messages={"required": _("Write the return code.")},
    )

    def refuse(self) -> None:
        self.add_error(
            "code",
            _(
                "This code opens nothing that was written behind this link. Compare it with what "
                "you wrote down, or begin anew: nothing is lost but the writing."
            ),
        )


@repeatable("stores nothing, and opens the same draft each time")
@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def come_back(request: HttpRequest, link: Link) -> HttpResponse:
    """Go on with what was begun on another phone: its return code opens it here too."""
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = Link.open(link.token, link.invitation, form.cleaned_data["code"])
        if found.begun:
            link.code = found.code
            return redirect_to("intake:start", link)
        form.refuse()
    return page(request, "come_back", {"link": link, "form": form}, status_of(form))


@repeatable("stores nothing, and forgets only once")
@require_POST
@behind_link
def leave(request: HttpRequest, link: Link) -> HttpResponse:
    """Let this browser forget the draft; the return code opens it again, here or elsewhere.

    The page that shows the code brings it along when it is asked for in another language.
    """
    shown = request.POST.get("code", "")
    left = link if link.begun else Link.open(link.token, link.invitation, shown)
    code, link.code = left.return_code if left.begun else "", ""
    return page(request, "left", {"link": link, "code": code})
