"""Why this association, in a family's words: the method, and nothing of the others."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from registry.models import Family, Referral

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Method, WhyNot = Referral.Method, Referral.WhyNot

# In the past: a family that has moved since reads what was true of the county it named then.
WORDS: dict[str, "StrOrPromise"] = {
    Method.CATCHMENT: _(
        "It was chosen because it is responsible for the county you named when you registered."
    ),
    Method.SEAT: _(
        "It was chosen because its office is in the county you named when you registered."
    ),
    Method.NEAREST: _(
        "It was chosen because it is the nearest to the county you named when you registered."
    ),
    Method.FALLBACK: _(
        "It was chosen for the time being: it is not known yet which association is the nearest to "
        "your county. If it is another one, your file is handed over to it."
    ),
    Method.MANUAL: _("It was chosen for you by the national office."),
}
# Nearer ones that were passed by; the strongest reason first.
BOTH = _(
    "It was chosen because it is the nearest in your province, to the county you named when you "
    "registered, of those that could take in another family."
)
PASSED_BY: dict[str, "StrOrPromise"] = {
    WhyNot.FULL: _(
        "It was chosen because it is the nearest, to the county you named when you registered, of "
        "those that could take in another family."
    ),
    WhyNot.OUTSIDE_PROVINCE: _(
        "It was chosen because it is the nearest in your province to the county you named when you "
        "registered."
    ),
}


def why_here(family: Family) -> "StrOrPromise":
    """Why the family's association is its own; empty if nobody wrote that down."""
    referral = family.referrals.filter(association=family.association_id).first()
    if referral is None:
        return ""
    if referral.decided_by_id:
        return WORDS[Method.MANUAL]  # also where the rule found it: it was asked again, later
    if referral.method != Method.NEAREST:
        return WORDS[referral.method]
    passed_by = reasons_of_the_nearer(referral)
    if passed_by >= set(PASSED_BY):
        return BOTH
    return next((words for why, words in PASSED_BY.items() if why in passed_by), WORDS["nearest"])


def reasons_of_the_nearer(referral: Referral) -> set[str]:
    """Why those that lie nearer than the chosen one were not chosen."""
    known = [each for each in referral.candidates if each["km"] is not None]
    chosen = min((each["km"] for each in known if each["why_not"] == WhyNot.CHOSEN), default=0)
    return {each["why_not"] for each in known if each["km"] < chosen}
