"""The API's schema is on file, so that whoever widens the API has to show it."""

import sys
from pathlib import Path

import django
from django.utils.module_loading import import_string

FILE = Path(__file__).resolve().parents[2] / "graphql_api" / "schema.graphql"
SCHEMA = "graphql_api.window.schema.schema"


def main() -> int:
    django.setup()
    text = f"{import_string(SCHEMA).as_str().strip()}\n"
    if "--write" in sys.argv:
        FILE.write_text(text, encoding="utf-8")
    if FILE.read_text(encoding="utf-8") == text:
        return 0
    print("graphql_api/schema.graphql is not the schema; read the change, then `make schema`.")  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
