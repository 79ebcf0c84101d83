"""How far the work is: `python -m tests.worker.asking` prints jobs and what they made.

`python -m tests.worker.asking 60` waits until all jobs have ended, but no longer than 60 seconds.
"""

import json
import sys
import time

import django

ENDED = ("done", "failed")


def main(patience: float) -> None:
    django.setup()
    from graphql_api.models import Release
    from permissions.reach import everything
    from registry.models import CustodyEvent, Export, Job

    until = time.monotonic() + patience
    with everything("a test looks"):
        while Job.objects.exclude(state__in=ENDED).exists() and time.monotonic() < until:
            time.sleep(0.5)
        told = {
            "jobs": {
                job.pk: [job.state, job.attempt, job.done, job.file, job.trouble, job.result]
                for job in Job.objects.all()
            },
            "events": CustodyEvent.objects.count(),
            "past": CustodyEvent.history.count(),
            "exports": Export.objects.count(),
            "releases": Release.objects.count(),
        }
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main(*map(float, sys.argv[1:2] or [0]))
