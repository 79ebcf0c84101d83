"""The classified report as a page and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.once import repeatable
from permissions.reach import Reach
from permissions.vocabulary import Permission, Place
from registry.errors import RuleError
from registry.models import Association, Axis, Need, Province
from registry.money import grouped
from registry.reports import LEVELS, Group, NeedReportFilter, groups, needs_of, summed
from registry.services.exports import csv_lines, record_export

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
    if not Reach.of(request.user).somewhere(Permission.VIEW_REPORTS, tuple(Place)):
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
        "chosen": [(name, report.data.get(name, "")) for name in report.filters],
        "export_url": reverse("office_report_file"),
    }
    return TemplateResponse(request, "reports/needs.html", context)


@repeatable("each file that leaves is meant, and recorded")
@require_POST
def report_file(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The same numbers as a file, for a reason that is kept."""
    require_numbers(request)
    report = filtered(request, request.POST)
    found = groups(report.qs) if report.is_valid() else []
    chosen = {name: request.POST.get(name, "") for name in report.filters}
    try:
        record_export(
            report="needs",
            filters=chosen,
            rows=len(found),
            reason=request.POST.get("reason", ""),
            by=request.user,
        )
    except RuleError as refused:
        request.method = "GET"
        return report_page(request, refusal=str(refused), data=request.POST)
    lines = csv_lines(list(file_rows(found)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="needs.csv"'
    return response


def tables(found: list[Group]) -> list[Table]:
    levels = {value: str(label) for value, label in LEVELS}
    provinces = {row.pk: row.name for row in Province.objects.all()}
    associations = names_of_associations()
    return [
        table(_("By level"), found, "level", levels),
        table(_("By province"), found, "province", provinces),
        table(_("By association"), found, "association", associations),
    ]


def names_of_associations() -> dict[int | None, str]:
    names: dict[int | None, str] = {row.pk: row.name for row in Association.objects.all()}
    return {**names, None: _("none: at the national desk")}


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


def file_rows(found: list[Group]) -> Iterator[list[object]]:
    """Figures in Latin digits, so that a spreadsheet can add them up."""
    yield [_("axis"), _("level"), _("province"), _("association"), _("needs")]
    axes, levels = dict(Axis.choices), dict(LEVELS)
    provinces = {row.pk: row.name for row in Province.objects.all()}
    associations = names_of_associations()
    for group in found:
        yield [
            axes[group.axis],
            levels[group.level],
            provinces[group.province],
            associations[group.association],
            group.count,
        ]
    yield [_("Total"), "", "", "", summed(found)[()]]
