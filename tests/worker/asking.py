"""How far the work is: `python -m tests.worker.asking` prints jobs and what they made."""

import json

import django


def main() -> None:
    django.setup()
    from graphql_api.models import Release
    from permissions.reach import everything
    from registry.models import CustodyEvent, Export, Job

    with everything("a test looks"):
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
    main()
