"""The sheet for the prisoner's hand: the link, once, in the language of his family."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from audit.calendar import date_in_words, day_in_tehran
from audit.once import shown_once
from registry.admin.paper.frame import Way, paper, paper_page
from registry.codes import in_groups
from registry.models import Invitation
from registry.services.credentials import sign_in_address


def link_of(token: str) -> str:
    """The address on the configured host, whatever host the office was asked on."""
    return f"{settings.PUBLIC_URL}{reverse('intake:start', args=[in_groups(token)])}"


def qr_of(link: str) -> SafeString:
    """The link as a picture: plain SVG shapes, without styles or scripts."""
    picture = segno.make(link, error="m", micro=False)
    return SafeString(
        picture.svg_inline(border=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    )


def message_of(invitation: Invitation, link: str) -> str:
    """What is sent to the family's phone: each address stands on a line of its own."""
    with translation.override(invitation.language):
        until = date_in_words(day_in_tehran(invitation.expires_at))
        lines = (
            _("Register your family here. The link is good for one registration, until %(day)s:")
            % {"day": until},
            link,
            _("Once you have registered, you open your file with the code and the PIN here:"),
            sign_in_address(),
        )
        return "\n".join(lines)


def sheet_page(
    model_admin: Any, request: HttpRequest, invitation: Invitation, token: str
) -> HttpResponse:
    """Shown in answer to the one request that issued it; it cannot be called up again."""
    link = link_of(token)
    prison = invitation.prisoner.prison
    sheet = paper(
        "print/invitation.html",
        invitation.language,
        lambda: {
            "house": str(prison),
            "invitation": invitation,
            "link": link,
            "qr": qr_of(link),
            "sign_in_address": sign_in_address(),
        },
    )
    address = reverse("admin:registry_prisoner_change", args=[invitation.prisoner_id])
    context = {
        "title": _("The family's link"),
        "site_title": model_admin.admin_site.site_title,
        "invitation": invitation,
        "message": message_of(invitation, link),
    }
    back = Way(_("Back to the prisoner"), address)
    return shown_once(
        paper_page(request, sheet, back, context, template="print/invitation_issued.html")
    )
