#!/usr/bin/env python
"""Run a command.  Whatever it changes is signed with its name and the person at the keyboard."""

import getpass
import os
import platform
import sys

from django.core.management import execute_from_command_line

from audit.signature import acting


def person() -> str:
    """Who sits at the keyboard, as far as the machine knows."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        name = str(os.getuid())
    return f"{name}@{platform.node()}"


def main(argv: list[str]) -> None:
    command = " ".join(["manage.py", *argv[1:2]])
    with acting(command, reason=" ".join(argv[1:]), place=person()):
        execute_from_command_line(argv)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    main(sys.argv)
