"""How many rows there are: `python -m tests.intake.counting family member` prints it."""

import json
import sys

import django


def main(names: list[str]) -> None:
    django.setup()
    from django.apps import apps

    from permissions.reach import everything

    with everything("a test counts"):
        rows = {name: apps.get_model("registry", name).objects.count() for name in names}
    print(json.dumps(rows))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
