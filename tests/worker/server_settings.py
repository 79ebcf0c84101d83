"""The settings of a worker that a test starts and kills: a short lease, a folder of its own."""

import os
from datetime import timedelta

from tests.intake.server_settings import *  # noqa: F403 -- settings, as in config/settings
from tests.intake.server_settings import DATABASES, NAME

JOB_LEASE = timedelta(seconds=2)
FILES_DIR = os.environ["FILES_DIR"]

if os.environ.get("TEST_DATABASE") == "postgresql":
    store = {**DATABASES["default"], "NAME": f"{NAME}_published"}
    DATABASES |= {name: store for name in ("published", "window", "budget")}  # noqa: C420
