from typing import Any

from django.core.management.base import BaseCommand

from permissions.reach import everything
from registry.tallies.recount import drift, fold, recount


class Command(BaseCommand):
    """Safe to run at any time, also while people work; once a day keeps start pages quick."""

    help = "Compare the counts of the start pages with the files, correct them, and tidy them up."

    def handle(self, *args: Any, **options: Any) -> None:
        with everything("counts are kept for the whole country"):
            wrong = drift()
            corrected = recount()
            fold()
        for line in wrong:
            self.stderr.write(f"  {line}")
        if corrected:
            self.stderr.write(f"{corrected} counts were wrong; they are corrected.")
        else:
            self.stdout.write("Every count is as the files have it.")
