"""Where the rows live, and how each part of the house reaches them on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# Refuse to wait for ever: a lock for 3 s, a forgotten transaction for 30 s.
PATIENCE = "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=30000"
# A page asks for fifty rows: workers to fetch them and code compiled for them cost more than both.
PAGES = "-c max_parallel_workers_per_gather=0 -c jit=off"
# A release counts for a while between two questions; nobody waits for its answer at a screen.
LONG_PATIENCE = "-c lock_timeout=3000 -c idle_in_transaction_session_timeout=1800000"
# Waited-for writes use up the threads: 5 s, then 503 (a longer wait made reads slow, too).
POOL = {"min_size": 2, "max_size": 8, "timeout": 5}


@dataclass(frozen=True)
class Server:
    """A PostgreSQL database as a URL names it; hosts and ports may be several, in order."""

    name: str
    user: str
    password: str
    hosts: str
    ports: str
    options: tuple[tuple[str, str], ...] = ()


def parse(text: str) -> Server:
    """`postgresql://role:password@host1:5432,host2:5432/name?sslmode=verify-full`"""
    parts = urlsplit(text)
    account, _, places = parts.netloc.rpartition("@")
    user, _, password = account.partition(":")
    name = parts.path.lstrip("/")
    if parts.scheme not in ("postgresql", "postgres") or not (name and user):
        message = "must look like postgresql://role:password@host:5432/database"
        raise ValueError(message)
    options = tuple(parse_qsl(parts.query))
    if not places:  # a socket on this machine: postgresql://role@/database?host=/run/postgresql
        places = dict(options).get("host", "/run/postgresql")
        options = tuple(pair for pair in options if pair[0] != "host")
        return Server(name, unquote(user), unquote(password), places, "", options)
    pairs = [
        place.rpartition(":") if ":" in place else (place, "", "5432")
        for place in places.split(",")
    ]
    if not all(port.isdigit() for _, _, port in pairs):
        message = "names a port that is not a number"
        raise ValueError(message)
    return Server(
        name=name,
        user=unquote(user),
        password=unquote(password),
        hosts=",".join(host for host, _, _ in pairs),
        ports=",".join(port for _, _, port in pairs),
        options=options,
    )


def contradictions(
    owner: Server | None, office: Server | None, window: Server | None
) -> Iterator[str]:
    """What would take a wall away; a server that could not be read contradicts nothing."""
    if owner and office and owner.user == office.user:
        yield (
            "APP_DATABASE_URL names the same role as DATABASE_URL. "
            "The application's role must own nothing, or row-level security does not bind it."
        )
    if office and window and office.user == window.user:
        yield (
            "API_DATABASE_URL names the application's own role. "
            "The API's role must be another, which is granted the published tables only."
        )
    if office and window and office.name == window.name:
        yield (
            "API_DATABASE_URL names the registry's own database. "
            "The published store is a database of its own, so that the API cannot reach a family."
        )


def connect(server: Server, *, statement_ms: int, target: str = "read-write") -> dict[str, Any]:
    """Settings that survived every fault tried: a dead primary, a dead replica, a promotion."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": server.name,
        "USER": server.user,
        "PASSWORD": server.password,
        "HOST": server.hosts,
        "PORT": server.ports,
        "CONN_MAX_AGE": 0,  # the pool keeps them
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **dict(server.options),
            "connect_timeout": 3,
            "tcp_user_timeout": 3000,
            "target_session_attrs": target,
            "options": f"-c statement_timeout={statement_ms} "
            f"{PATIENCE if statement_ms else LONG_PATIENCE} {PAGES}",
            "pool": POOL,
        },
    }


def aliases(*, office: Server, window: Server, statement_ms: int) -> dict[str, dict[str, Any]]:
    """The four stores of the house.

    The office writes the registry and, beside the publisher, the published store, both as its
    own role.  The window reads the published store, from a replica if there is one; only its
    clients' budgets are written, on the primary, and by the window's own role.
    """
    primary = {"hosts": office.hosts, "ports": office.ports, "options": office.options}
    store = replace(office, name=window.name)
    till = replace(window, **primary)  # type: ignore[arg-type]  # mypy reads one type for all
    return {
        "default": connect(office, statement_ms=statement_ms),
        "published": connect(store, statement_ms=statement_ms),
        "window": mirror(connect(window, statement_ms=3000, target="prefer-standby"), "published"),
        "budget": mirror(connect(till, statement_ms=3000), "published"),
    }


def mirror(database: dict[str, Any], of: str) -> dict[str, Any]:
    return {**database, "TEST": {"MIRROR": of}}
