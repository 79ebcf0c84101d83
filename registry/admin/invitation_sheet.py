"""The sheet for the prisoner's hand: the link, once, in the language of his family."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from audit.once import shown_once
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
    with translation.override(invitation.language):
        sheet = render_to_string(
            "registry/invitation_sheet.html",
            {"invitation": invitation, "link": link, "qr": qr_of(link)},
        )
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "row": invitation.prisoner,
        "title": _("The family's link"),
        "sheet": sheet,
        "back": reverse("admin:registry_prisoner_change", args=[invitation.prisoner_id]),
    }
    return shown_once(TemplateResponse(request, "registry/invitation_issued.html", context))
