"""Make the world of a worker: `python -m tests.worker.seeding NEEDS PRISONERS LINES`.

Prints the keys of a job that makes a file of NEEDS lines and of one that records LINES custody
events of PRISONERS, both waiting.
"""

import io
import json
import sys
from datetime import UTC, datetime, timedelta

import django


def main(needs: int, prisoners: int, lines: int) -> None:
    django.setup()
    from audit.signature import acting
    from permissions.reach import everything
    from registry.services.catalogues import load_catalogues
    from registry.services.membership import sync_roles
    from tests import world

    with acting("test", reason="a worker of its own"), everything("a test prepares its world"):
        load_catalogues()
        sync_roles()
        tehran, evin = world.association("Tehran"), world.prison("Tehran")
        sara = world.person("sara", "manager", tehran)
        kaveh = world.person("kaveh", "prison_social_worker", evin)
        laleh = world.person("laleh", "national_administrator")
        jobs = {
            "export": export(needs, tehran, sara),
            "feed": feed(prisoners, lines, evin, kaveh),
            "release": release(laleh),
        }
    print(json.dumps(jobs))  # noqa: T201


def export(count: int, tehran, sara) -> int:
    from registry.models import Need, NeedType
    from registry.services import jobs
    from tests import world

    family, kind = world.family(tehran), NeedType.objects.get(code="E02")
    for start in range(0, count, 10_000):
        Need.objects.bulk_create(
            Need(family=family, need_type=kind, sensitivity="public", status="met")
            for _ in range(start, min(start + 10_000, count))
        )
    options = {"report": "need_list", "filters": {"status": "met"}}
    return jobs.ask(kind="export", by=sara, reason="The yearly report", options=options).pk


def feed(count: int, lines: int, evin, kaveh) -> int:
    from registry.models import Job
    from registry.services import feed_jobs
    from tests import world

    for number in range(count):
        world.prisoner(evin, prisoner_no=str(number))
    first = datetime(2020, 1, 1, tzinfo=UTC)
    rows = []
    for number in range(lines):
        kind = ("leave_start", "leave_end")[number // count % 2]
        day = first + timedelta(days=number // count)
        rows.append(f"{number % count},{kind},{day:%Y-%m-%d}")
    text = "\n".join(["prisoner_no,event,date", *rows])
    job = feed_jobs.ask_for_import(file=io.BytesIO(text.encode()), prison=evin, by=kaveh)
    Job.objects.filter(pk=job.pk).update(checkpoint={"confirmed": True, "chunk": 0})
    return job.pk


def release(laleh) -> int:
    from graphql_api.publishing.release_jobs import ask_for_release

    return ask_for_release(profile="small", by=laleh).pk


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
