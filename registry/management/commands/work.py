import signal
import sys
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from registry.services.jobs import workshop
from registry.services.worker import Pulse, name_of_this_process, tidy, work_for_ever, work_off


class Command(BaseCommand):
    help = "Do the long work that people asked for; runs until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="Do what waits now, tidy up, and end."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            work_off(name_of_this_process())
            tidy()
            return
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        Pulse().start()
        work_for_ever()


def stop(number: int, frame: FrameType | None) -> None:
    """End at the next step of the job at hand, which goes on from there later."""
    workshop.stopping.set()
    if workshop.at_work is None:
        sys.exit(0)
