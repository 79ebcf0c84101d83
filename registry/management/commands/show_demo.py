import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Reads what `load_demo` left in var/demo.json; there is none in production."""

    help = "Print the addresses, accounts, key and link of the demo country."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.VAR_DIR / "demo.json"
        if not path.exists():
            message = "There is no demo country yet; load it with `manage.py load_demo`."
            raise CommandError(message)
        demo = json.loads(path.read_text(encoding="utf-8"))
        base = settings.PUBLIC_URL
        self.stdout.write(f"\n  Office      {base}/admin/")
        self.stdout.write(f"  Interface   {base}/graphql/")
        self.stdout.write(f"  First page  {base}/\n\n  Accounts (password, role, place)")
        for user in demo["users"]:
            self.stdout.write(f"    {account(user)}")
        for client in demo["api_clients"][:1]:
            self.stdout.write(f"\n  API key     {client['key']}  ({client['name']})")
        for invitation in demo["invitations"][:1]:
            self.stdout.write(f"  Family link {link(base, invitation)}")
        for family in demo["families"][:1]:
            file = f"{base}/f/  {family['tracking_code']}  PIN {family['pin']}"
            self.stdout.write(f"  Family file {file}")
        self.stdout.write("\n  Stop with Ctrl-C.  The rest is in var/demo.json.\n")


def account(user: dict[str, Any]) -> str:
    place = user.get("association") or user.get("prison") or user.get("province") or "national"
    return f"{user['username']:<26} {user['password']:<22} {user['role']:<28} {place}"


def link(base: str, invitation: Any) -> str:
    """An invitation is its link, or a record that holds it."""
    address = invitation if isinstance(invitation, str) else invitation["link"]
    return address if address.startswith("http") else f"{base}{address}"
