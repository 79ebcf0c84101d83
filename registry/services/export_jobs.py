"""Reports as files: short ones at once, long ones in the background, a row at a time."""

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from audit.calendar import digits
from permissions.reach import Reach
from permissions.vocabulary import Permission, Place
from registry.errors import RuleError
from registry.filters.report import chosen_in_words
from registry.models import Association, Axis, Family, Job, Need, Province
from registry.models.export import REPORTS as NAMES
from registry.reports import LEVELS, NOT_ASSESSED, Group, NeedReportFilter, groups, needs_of, summed
from registry.services.exports import csv_lines, record_export, refuse_too_many
from registry.services.job_files import (
    HALF_WRITTEN,
    folder,
    for_download,
    private,
    reach_changed,
    reach_of,
)
from registry.services.jobs import Run

AT_A_TIME = 2_000
RIALS_IN_A_TOMAN = 10

Rows = Iterable[list[object]]


@dataclass(frozen=True)
class Report:
    """What a file holds: how many rows, and the rows in batches, each counted as it comes."""

    count: Callable[[QuerySet[Need]], int]
    rows: Callable[[QuerySet[Need]], Iterator[Rows]]
    head: Callable[[], list[object]]


def may_count(user: Any) -> bool:
    return Reach.of(user).somewhere(Permission.VIEW_REPORTS, tuple(Place))


def may_list(user: Any) -> bool:
    """One line each is more than numbers: it takes the right to see the files, too."""
    return may_count(user) and Need.access.holds_somewhere(user, "view")


def filtered(data: Mapping[str, Any], user: Any) -> NeedReportFilter:
    """The report's filter for somebody who is not at the screen."""
    return NeedReportFilter(data, queryset=needs_of(user), request=SimpleNamespace(user=user))


def chosen(name: str, report: NeedReportFilter, user: Any) -> QuerySet[Need]:
    """The rows a file is made of, within the reach of its person."""
    if not report.is_valid():
        return Need.objects.none()
    if name == "needs":
        return report.qs  # type: ignore[no-any-return]  # an untyped package
    return Need.access.narrow(report.qs, user, "view")


def head_of_groups() -> list[object]:
    return [_("axis"), _("level"), _("province"), _("association"), _("needs")]


def grouped_rows(needs: QuerySet[Need]) -> Iterator[Rows]:
    """The numbers of the report's page; figures in Latin digits, so that they can be added up."""
    found = groups(needs)
    axes, levels = dict(Axis.choices), dict(LEVELS)
    provinces = {row.pk: row.name for row in Province.objects.all()}
    names = names_of_associations()

    def line(group: Group) -> list[object]:
        return [
            axes[group.axis],
            levels[group.level],
            provinces[group.province],
            names[group.association],
            group.count,
        ]

    yield [line(group) for group in found]
    yield [[_("Total"), "", "", "", summed(found)[()]]]


def names_of_associations() -> dict[int | None, str]:
    names: dict[int | None, str] = {row.pk: row.name for row in Association.objects.all()}
    return {**names, None: _("none: at the national desk")}


def head_of_list() -> list[object]:
    return [
        _("file"),
        _("association"),
        _("province"),
        _("county"),
        _("axis"),
        _("need"),
        _("level"),
        _("urgency"),
        _("status"),
        _("amount (tomans)"),
    ]


def listed_rows(needs: QuerySet[Need]) -> Iterator[Rows]:
    """One line for each need, by its file's code; no name, no address, no note.

    Page by page along the key and not through one open cursor: memory stays the same however
    many there are, and on SQLite a reader that stays open would end every write beside it.
    """
    name = "name_fa" if get_language() == "fa" else "name_en"
    columns = (
        "family__code",
        f"family__association__{name}",
        f"family__county__province__{name}",
        f"family__county__{name}",
        "need_type__axis",
        f"need_type__{name}",
        "family__tier",
        "urgency",
        "status",
        "amount_rial",
    )
    pages = needs.order_by("pk").values_list("pk", *columns)
    words, last = words_of_lines(), 0
    while page := list(pages.filter(pk__gt=last)[:AT_A_TIME]):
        last = page[-1][0]
        yield [in_words(row[1:], words) for row in page]


@dataclass(frozen=True)
class Words:
    """What the codes of a line are called in the language of the file, looked up once."""

    nowhere: str
    axes: dict[str, str]
    levels: dict[str, str]
    urgencies: dict[str, str]
    statuses: dict[str, str]


def words_of_lines() -> Words:
    return Words(
        nowhere=_("none: at the national desk"),
        axes=told(Axis.choices),
        levels=told(LEVELS),
        urgencies=told(Need.Urgency.choices),
        statuses=told(Need.Status.choices),
    )


def told(choices: Iterable[tuple[str, Any]]) -> dict[str, str]:
    return {code: str(label) for code, label in choices}


def in_words(row: tuple[Any, ...], words: Words) -> list[object]:
    code, association, province, county, axis, need, tier, urgency, status, rial = row
    return [
        code,
        association or words.nowhere,
        province,
        county,
        words.axes[axis],
        need,
        words.levels[tier or NOT_ASSESSED],
        words.urgencies[urgency],
        words.statuses[status],
        "" if rial is None else rial // RIALS_IN_A_TOMAN,
    ]


REPORTS = {
    "needs": Report(lambda needs: len(groups(needs)), grouped_rows, head_of_groups),
    "need_list": Report(lambda needs: needs.order_by().count(), listed_rows, head_of_list),
}


def table(name: str, needs: QuerySet[Need]) -> Iterator[list[object]]:
    """The whole file, row by row, for whoever waits for it at the screen."""
    yield REPORTS[name].head()
    for rows in REPORTS[name].rows(needs):
        yield from rows


def make_file(run: Run) -> None:
    """Write the file, and let it go with its record: both or neither."""
    name, filters = run.job.options["report"], run.job.options["filters"]
    if name == "need_list" and not may_list(run.by):
        raise RuleError(
            _("Nothing was done: you no longer hold the role that this work needs."),
            code="reach_lost",
        )
    needs = chosen(name, filtered(filters, run.by), run.by)
    run.step(phase=Job.Phase.COUNTING, done=0, total=None)
    total = REPORTS[name].count(needs)
    refuse_too_many(total)
    run.step(phase=Job.Phase.WRITING, total=total)
    file = f"{run.job.uid}-{run.job.attempt}.csv"
    half = folder("exports") / f"{file}{HALF_WRITTEN}"
    try:
        rows = write(run, name, needs, half)
        with transaction.atomic():
            record_export(report=name, filters=filters, rows=rows, reason=run.job.reason, by=run.by)
            half.rename(folder("exports") / file)
            run.finish(
                file=f"exports/{file}",
                reach=reach_of(run.by),
                expires_at=timezone.now() + settings.EXPORTS_KEPT,
                result={"rows": rows},
            )
    finally:
        half.unlink(missing_ok=True)


def write(run: Run, name: str, needs: QuerySet[Need], half: Any) -> int:
    rows = 0
    with private(half) as file:
        file.writelines(csv_lines([REPORTS[name].head()]))
        for batch in REPORTS[name].rows(needs):
            page = list(batch)
            file.writelines(csv_lines(page, first=False))
            rows += len(page)
            run.step(done=min(rows, run.job.total or rows))
        file.flush()
        os.fsync(file.fileno())
    return rows


def finished_file(job: Job, by: Any) -> Path:
    """The file, as long as every family it has a line of is still hers to see."""
    path = for_download(job, by)
    everywhere = Reach.of(by).everywhere(Permission.VIEW_FAMILIES)
    if job.options["report"] == "need_list" and not everywhere:
        require_all_visible(path, by)
    return path


def require_all_visible(path: Path, by: Any) -> None:
    """A file of a family that moves away takes along what was told of it."""
    visible = Family.objects.visible_to(by)
    with path.open(encoding="utf-8-sig", newline="") as file:
        codes = (line[0] for line in islice(csv.reader(file), 1, None))
        while some := set(islice(codes, AT_A_TIME)):
            if visible.filter(code__in=some).count() < len(some):
                raise reach_changed()


def asked_in_words(job: Job) -> list[tuple[str, str]]:
    """Which report, and what was chosen of its filters."""
    name, filters = job.options["report"], job.options["filters"]
    return [(_("Report"), str(NAMES[name])), *chosen_in_words(filters)]


def tell(job: Job) -> list[str]:
    rows = job.result["rows"]
    sentence = ngettext("The file has %(rows)s row.", "The file has %(rows)s rows.", rows)
    return [sentence % {"rows": digits(f"{rows:,}")}]
