"""The indicators of the programme, in words: value, what it is held against, what it stands on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.calendar import digits, jalali, month_of, year_in_words
from audit.money import grouped
from registry import statistics
from registry.admin.spans import NOTHING, share_in_full, share_in_words, span_in_words
from registry.models import Target
from registry.statistics import Flow, Kept, Wait


@dataclass(frozen=True)
class Indicator:
    code: str
    label: str
    value: str
    target: str = ""
    basis: str = ""


def indicators(kept: Kept, flow: Flow) -> list[Indicator]:
    """K01–K06, K08, K17 and K19 of what is counted."""
    year = jalali(timezone.localdate())[0]
    of_the_year = Q(kind="target", province=None, jalali_year=year)
    begun_with = Q(metric="newly_covered_families", kind="benchmark")
    rows = list(Target.objects.filter(of_the_year | begun_with))
    aims = targets(rows)
    return [
        *_intake(flow, kept.today),
        *_waits(kept, aims),
        *_shares(flow, aims),
        *_rest(kept, rows),
    ]


def targets(rows: list[Target]) -> dict[str, str]:
    """The targets of the running Jalali year by metric, in words."""
    aimed = (row for row in rows if row.kind == "target")
    return {row.metric: digits(f"{row.value.normalize():f}") for row in aimed}


def _intake(flow: Flow, today: date) -> Iterator[Indicator]:
    yield Indicator("K01", _("Registered today"), grouped(flow.today))
    yield Indicator(
        "K01", _("Registered in %(month)s") % {"month": month_of(today)}, grouped(flow.this_month)
    )


def _waits(kept: Kept, aims: dict[str, str]) -> Iterator[Indicator]:
    referral = statistics.wait(kept, "referral")
    yield _waited("K02", _("Time to referral"), referral, _("under a minute"))
    contact = statistics.wait(kept, "contact")
    working_days = aims.get("first_contact_working_days", digits(3))
    aim = _("%(count)s working days") % {"count": working_days}
    yield _waited("K03", _("Time to first contact"), contact, aim)
    identified = statistics.wait(kept, "identification")
    days = aims.get("identification_days", digits(10))
    aim = _("%(count)s days") % {"count": days}
    yield _waited("K04", _("Time to identification"), identified, aim)


def _waited(code: str, label: str, waited: Wait, aim: str) -> Indicator:
    told = {"p90": span_in_words(waited.p90), "not_yet": grouped(waited.not_yet)}
    basis = _("nine in ten within %(p90)s; not yet: %(not_yet)s") if waited.done else ""
    return Indicator(code, label, span_in_words(waited.median), aim, basis % told)


def _shares(flow: Flow, aims: dict[str, str]) -> Iterator[Indicator]:
    for code, label, share, metric in (
        ("K05", _("Verified"), flow.verified, "verified_share"),
        ("K06", _("Assessed"), flow.assessed, "assessed_share"),
        ("K19", _("Data confirmed in 90 days"), flow.fresh, "confirmed_in_90_days_share"),
    ):
        aim = _("%(percent)s percent") % {"percent": aims[metric]} if metric in aims else ""
        yield Indicator(code, label, share_in_words(share), aim, share_in_full(share))


def _rest(kept: Kept, rows: list[Target]) -> Iterator[Indicator]:
    year = jalali(timezone.localdate())[0]
    label = _("Newly covered in %(year)s") % {"year": year_in_words(year)}
    yield Indicator("K08", label, grouped(statistics.newly_covered(kept, year)), benchmark(rows))
    late = statistics.late(kept)
    yield Indicator("K17", _("Overdue tasks"), grouped(late), digits(0))


def benchmark(rows: list[Target]) -> str:
    """The figure of 1399 that the programme began with: 1,750 families in that year."""
    row = next((row for row in rows if row.kind == "benchmark"), None)
    if row is None:
        return NOTHING
    told = {"year": year_in_words(row.jalali_year or 0), "count": grouped(int(row.value))}
    return _("%(count)s in %(year)s, nationwide") % told
