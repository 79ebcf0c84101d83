"""A family changes its data while its association does: nobody's word is lost in silence."""

from typing import Any

from django.utils.translation import gettext as _

from audit import versions
from registry.intake.file_forms import ContactForm
from registry.models import Family


def own_changes(family: Family, form: ContactForm, sealed: str) -> dict[str, Any]:
    """What the family itself has changed on the page; the form may ask about it first.

    A field that the family left as it was shown is not sent: the association may have changed
    it since, and that is what the page shows if it asks.
    """
    versions.hold(Family, [family.pk])
    family.refresh_from_db()
    seen = versions.opened(family, sealed)
    if seen == versions.version_of(family):
        return form.cleaned_data
    base = versions.record_at(family, seen or versions.NONE)
    if base is None:
        form.add_error(None, _("The page was not whole. Look it over and send it again."))
        return {}
    before, now = ContactForm.shown(base), ContactForm.shown(family)
    told = {name: value for name, value in form.cleaned_data.items() if value != before[name]}
    form.data = now | {name: form.data.get(name, "") for name in told}
    for name, value in told.items():
        if now[name] not in (before[name], value):
            form.add_error(name, changed_meanwhile(family, name, now[name]))
    return told


def changed_meanwhile(family: Family, name: str, value: str) -> str:
    sentence = _(
        "Meanwhile this was changed to “%(value)s” in your file. If what you wrote is right, send "
        "it again."
    )
    return sentence % {"value": str(family.county) if name == "county" else value}
