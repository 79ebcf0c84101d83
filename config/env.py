"""Read the environment, and say plainly, in one message, all that is missing or malformed."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import TypeVar, cast
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

Value = TypeVar("Value")
SHORTEST_SECRET = 50


class Reader:
    """Collects every complaint, so that an administrator is told once and not nine times.

    Read all variables first, then `refuse()`: until then a complained-of value is not to be used.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment
        self.complaints: list[str] = []

    def require(self, name: str, parse: Callable[[str], Value], meaning: str) -> Value:
        """The value of NAME, or the content of the file that NAME_FILE names."""
        try:
            return parse(self.raw(name))
        except KeyError:
            self.complaints.append(f"{name} is not set. It is {meaning}.")
        except (OSError, UnicodeError):
            self.complaints.append(
                f"{name}_FILE names a file that cannot be read. {name} is {meaning}."
            )
        except ValueError as malformed:
            self.complaints.append(f"{name} {malformed}. It is {meaning}.")
        return cast(Value, None)

    def optional(
        self, name: str, parse: Callable[[str], Value], meaning: str, default: Value
    ) -> Value:
        if not (self.environment.get(name) or self.environment.get(f"{name}_FILE")):
            return default
        return self.require(name, parse, meaning)

    def raw(self, name: str) -> str:
        if value := self.environment.get(name, "").strip():
            return value
        return Path(self.environment[f"{name}_FILE"]).read_text(encoding="utf-8").strip()

    def complain(self, complaints: Iterable[str]) -> None:
        """Of values that are right one by one, and wrong together."""
        self.complaints.extend(complaints)

    def refuse(self) -> None:
        """Stop the start if anything was missing or malformed."""
        if not self.complaints:
            return
        listed = "\n".join(f"  - {complaint}" for complaint in self.complaints)
        message = (
            f"Hemayat does not start, because its environment is incomplete:\n{listed}\n"
            "Set each variable, or put its value in a file and name the file in NAME_FILE; "
            "docs/install.md explains them all."
        )
        raise ImproperlyConfigured(message)


def secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET:
        message = f"is too short: it needs at least {SHORTEST_SECRET} random characters"
        raise ValueError(message)
    return text


def words(text: str) -> list[str]:
    """A comma-separated list: "a, b" gives ["a", "b"]."""
    if found := [word.strip() for word in text.split(",") if word.strip()]:
        return found
    message = "holds no entry: separate several by commas"
    raise ValueError(message)


def host_names(text: str) -> list[str]:
    hosts = words(text)
    if any(host == "*" or "/" in host for host in hosts):
        message = "must name hosts, one by one and without https://; * would answer to any name"
        raise ValueError(message)
    return hosts


def public_address(text: str) -> str:
    """Where people reach the house: https, a host, and nothing behind it."""
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query:
        message = "must look like https://hemayat.example.org"
        raise ValueError(message)
    return text.rstrip("/")


def hexadecimal(size: int) -> Callable[[str], str]:
    """A reader of keys of `size` bytes, written as hexadecimal digits."""

    def parse(text: str) -> str:
        if not re.fullmatch(rf"[0-9a-fA-F]{{{2 * size}}}", text):
            message = f"must be {2 * size} hexadecimal digits ({size} bytes)"
            raise ValueError(message)
        return text.lower()

    return parse


def field_keys(text: str) -> dict[str, str]:
    """Keys by name, the active one first: "b:…,a:…" encrypts with b and still reads a."""
    parse = hexadecimal(32)
    keys: dict[str, str] = {}
    for entry in words(text):
        name, _, digits = entry.partition(":")
        if not re.fullmatch(r"[a-z0-9]{1,8}", name) or name in keys:
            message = "must look like name:key,name:key with short, different, lower-case names"
            raise ValueError(message)
        keys[name] = parse(digits)
    return keys


def readable_file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        message = "must name an existing file"
        raise ValueError(message)
    return path


def writable_folder(text: str) -> Path:
    """A folder that this process may write in, and nobody else of use reads."""
    path = Path(text)
    if not (path.is_dir() and os.access(path, os.W_OK)):
        message = "must name an existing folder in which the office may write"
        raise ValueError(message)
    return path


def networks(text: str) -> list[str]:
    """Addresses and networks, each checked."""
    found: list[IPv4Network | IPv6Network] = []
    for word in words(text):
        try:
            found.append(ip_network(word))
        except ValueError as malformed:
            message = "must list addresses or networks such as 127.0.0.1, 10.1.0.0/24"
            raise ValueError(message) from malformed
    return [str(network) for network in found]


def dotted_path(text: str) -> str:
    """A class by its full name, in a module that exists."""
    module, _, name = text.rpartition(".")
    try:
        known = bool(module and name and find_spec(module))
    except ModuleNotFoundError:
        known = False
    if not known:
        message = "must be the dotted name of a class in an installed module"
        raise ValueError(message)
    return text


def cache(text: str) -> dict[str, str]:
    """A Redis server for Django's cache; the client package is the administrator's to add."""
    if urlsplit(text).scheme not in ("redis", "rediss"):
        message = "must look like redis://127.0.0.1:6379/0"
        raise ValueError(message)
    if not find_spec("redis"):
        message = "needs the package redis, which is not installed"
        raise ValueError(message)
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": text}


@dataclass(frozen=True)
class Mail:
    """An SMTP server; unset, the one on this machine."""

    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    ssl: bool = False


def mail(text: str) -> Mail:
    """`smtp+tls://user:password@host:587`"""
    parts = urlsplit(text)
    usual = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
    if parts.scheme not in usual or not parts.hostname:
        message = "must look like smtp+tls://user:password@host:587"
        raise ValueError(message)
    return Mail(
        host=parts.hostname,
        port=parts.port or usual[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtp+tls",
        ssl=parts.scheme == "smtps",
    )
