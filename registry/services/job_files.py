"""Files made for one person: private, kept for a while, handed to nobody else."""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from audit.signature import WORKER, acting
from permissions.reach import Reach, everything
from registry.errors import RuleError
from registry.fields import seal, unseal
from registry.models import Job

HALF_WRITTEN = ".part"
DAY = 24 * 60 * 60


def folder(name: str) -> Path:
    """`exports` or `feeds`, for this process and its colleagues alone."""
    path = Path(settings.FILES_DIR) / name
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def private(path: Path) -> TextIO:
    """A new file that nobody else can read, from its first byte."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8", newline="")


def reach_of(user: Any) -> str:
    """A person's reach in one word: another word tomorrow means another reach."""
    reach = Reach.of(user)
    held = {
        "national": sorted(permission.value for permission in reach.national),
        **{
            place.value: {each.value: sorted(ids) for each, ids in sorted(granted.items())}
            for place, granted in sorted(reach.granted.items())
        },
    }
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def for_download(job: Job, by: Any) -> Path:
    """The finished file, for whoever asked and as long as she reaches as far as then."""
    if not job.file or job.expires_at is None or job.expires_at < timezone.now():
        raise RuleError(
            _("The file is no longer kept. Ask for it again; it will be made anew."),
            code="file_gone",
        )
    if job.asked_by_id != by.pk or job.reach != reach_of(by):
        raise reach_changed()
    return Path(settings.FILES_DIR) / job.file


def reach_changed() -> RuleError:
    return RuleError(
        _(
            "The file is not handed out, because what you may see has changed since it was "
            "made. Ask for it again; it will hold what you may see now."
        ),
        code="reach_changed",
    )


def note_download(job: Job) -> None:
    """Each time the file leaves is a line of the job's history."""
    with everything("the record of a download belongs to the national office"):
        Job.objects.filter(pk=job.pk).update(
            downloads=F("downloads") + 1, updated_at=timezone.now()
        )


def throw_away_what_is_over() -> None:
    """Files past their day, and what dead workers left half written."""
    now = timezone.now()
    with everything("files of anybody"), acting(WORKER, reason=gettext_noop("kept long enough")):
        for job in Job.objects.exclude(file="").filter(expires_at__lt=now)[:1000]:
            (Path(settings.FILES_DIR) / job.file).unlink(missing_ok=True)
            Job.objects.filter(pk=job.pk).update(file="", updated_at=now)
        wanted = set(
            Job.objects.open().filter(kind=Job.Kind.IMPORT).values_list("options__feed", flat=True)
        )
    old = time.time() - DAY
    for path in folder("exports").glob(f"*{HALF_WRITTEN}"):
        if path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
    for path in folder("feeds").iterdir():
        if path.name not in wanted and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)


def keep_sealed(name: str, chunks: Iterable[list[Any]]) -> int:
    """A feed names people: it waits encrypted, chunk by chunk, a line each."""
    count = 0
    with private(folder("feeds") / name) as file:
        for count, chunk in enumerate(chunks, start=1):
            text = json.dumps(chunk, ensure_ascii=False)
            file.write(seal(text, f"feed/{name}/{count}") + "\n")
        file.flush()
        os.fsync(file.fileno())
    return count


def sealed_chunks(name: str, *, after: int = 0) -> Iterator[tuple[int, list[Any]]]:
    """The chunks of a feed by their numbers, from the one after `after` on."""
    with (folder("feeds") / name).open(encoding="ascii") as file:
        for number, line in enumerate(file, start=1):
            if number > after:
                yield number, json.loads(unseal(line.strip(), f"feed/{name}/{number}"))
