"""Carry out one job and tell what it took: `python -m tests.bench.exporting JOB`."""

import json
import resource
import sys
import time

import django


def main(key: int) -> None:
    django.setup()
    from permissions.reach import everything
    from registry.models import Job
    from registry.services.jobs import carry_out

    began = time.monotonic()
    carry_out.call(key)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # MB
    with everything("a bench looks"):
        job = Job.objects.get(pk=key)
    told = [job.state, job.result, job.trouble, peak, time.monotonic() - began]
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
