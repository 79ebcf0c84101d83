"""The classified report as a page and as a file."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.money import grouped
from audit.once import repeatable
from registry.errors import RuleError
from registry.models import Axis, Job, Need, Province
from registry.reports import LEVELS, Group, NeedReportFilter, groups, needs_of, summed
from registry.services import export_jobs, jobs
from registry.services.export_jobs import chosen, may_count, may_list, names_of_associations
from registry.services.exports import (
    IMMEDIATE_ROWS,
    csv_lines,
    file_name,
    reason_to_leave,
    record_export,
)
from registry.text import clean
from registry.waiting import go_to

DEFAULT = {"status": Need.Status.CONFIRMED.value}


@dataclass(frozen=True)
class Row:
    label: str
    cells: list[str]
    total: str


@dataclass(frozen=True)
class Table:
    """Counts with the four axes across; the last row adds up."""

    title: str
    head: list[str]
    rows: list[Row]
    foot: Row


def require_numbers(request: HttpRequest) -> None:
    if not may_count(request.user):
        raise PermissionDenied


def filtered(request: HttpRequest, data: Any) -> NeedReportFilter:
    return NeedReportFilter(data or DEFAULT, queryset=needs_of(request.user), request=request)


@require_safe
def report_page(request: HttpRequest, refusal: str = "", data: Any = None) -> HttpResponse:
    """Numbers only: nothing here names a family."""
    require_numbers(request)
    report = filtered(request, request.GET if data is None else data)
    found = groups(report.qs) if report.is_valid() else []
    context = {
        **admin.site.each_context(request),
        "title": _("Needs by axis, level and place"),
        "filter": report,
        "tables": tables(found),
        "refusal": refusal,
        "may_list": may_list(request.user),
        "chosen": [(name, report.data.get(name, "")) for name in report.filters],
        "export_url": reverse("office_report_file"),
    }
    return TemplateResponse(request, "reports/needs.html", context)


@repeatable("each file that leaves is meant, and recorded")
@require_POST
def report_file(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The same numbers as a file, or one line for each need; for a reason that is kept."""
    require_numbers(request)
    name = "need_list" if request.POST.get("content") == "list" else "needs"
    if name == "need_list" and not may_list(request.user):
        raise PermissionDenied
    report = filtered(request, request.POST)
    rows = chosen(name, report, request.user)
    filters = {each: clean(request.POST.get(each, "")) for each in report.filters}
    reason = request.POST.get("reason", "")
    try:
        if is_long(name, rows):
            options = {"report": name, "filters": filters}
            job = jobs.ask(
                kind=Job.Kind.EXPORT,
                by=request.user,
                reason=reason_to_leave(reason),
                options=options,
            )
            return go_to(request, job)
        table = list(export_jobs.table(name, rows))
        extra = 2 if name == "needs" else 1  # the head, and the total
        record_export(
            report=name, filters=filters, rows=len(table) - extra, reason=reason, by=request.user
        )
    except RuleError as refused:
        request.method = "GET"
        return report_page(request, refusal=str(refused), data=request.POST)
    response = StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(name, timezone.now())}"'
    return response


def is_long(name: str, needs: QuerySet[Need]) -> bool:
    if name == "needs":
        return len(groups(needs)) > IMMEDIATE_ROWS
    return needs.order_by()[: IMMEDIATE_ROWS + 1].count() > IMMEDIATE_ROWS


def tables(found: list[Group]) -> list[Table]:
    levels = {value: str(label) for value, label in LEVELS}
    provinces = {row.pk: row.name for row in Province.objects.all()}
    associations = names_of_associations()
    return [
        table(_("By level"), found, "level", levels),
        table(_("By province"), found, "province", provinces),
        table(_("By association"), found, "association", associations),
    ]


def table(title: str, found: list[Group], by: str, names: dict[Any, str]) -> Table:
    cells, sums = summed(found, by, "axis"), summed(found, by)
    order = [key for key in names if (key,) in sums]
    if by != "level":
        order.sort(key=lambda key: -sums[(key,)])
    rows = [
        Row(
            capfirst(names[key]),
            [grouped(cells[(key, axis)]) for axis in Axis.values],
            grouped(sums[(key,)]),
        )
        for key in order
    ]
    across = summed(found, "axis")
    foot = Row(
        _("Total"),
        [grouped(across[(axis,)]) for axis in Axis.values],
        grouped(summed(found)[()]),
    )
    return Table(title, [capfirst(str(label)) for label in Axis.labels], rows, foot)
