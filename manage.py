#!/usr/bin/env python
"""Run a command.  Whatever it changes is signed with its name and the person at the keyboard."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    execute_from_command_line(sys.argv)
