"""The sheet for the prisoner's hand: the link, once, in the language of his family."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from audit.once import shown_once
from registry.admin.paper import Way, paper, paper_page
from registry.codes import in_groups
from registry.models import Invitation


def link_of(token: str) -> str:
    """The address on the configured host, whatever host the office was asked on."""
    return f"{settings.PUBLIC_URL}{reverse('intake:start', args=[in_groups(token)])}"


def qr_of(link: str) -> SafeString:
    """The link as a picture: plain SVG shapes, without styles or scripts."""
    picture = segno.make(link, error="m", micro=False)
    return SafeString(
        picture.svg_inline(border=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True)
    )


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
        },
    )
    address = reverse("admin:registry_prisoner_change", args=[invitation.prisoner_id])
    context = {
        "title": _("The family's link"),
        "site_title": model_admin.admin_site.site_title,
    }
    back = Way(_("Back to the prisoner"), address)
    return shown_once(
        paper_page(request, sheet, back, context, template="print/invitation_issued.html")
    )
