"""The public installation: PostgreSQL, HTTPS, every secret from outside."""

import os
import sys
from pathlib import Path

from config import databases, env
from config.settings.base import *

environment = env.Reader(os.environ)
require, optional = environment.require, environment.optional

SECRET_KEY = require("SECRET_KEY", env.secret, "the key that signs sessions and forms")
ALLOWED_HOSTS = require(
    "ALLOWED_HOSTS", env.host_names, "the host names this installation answers to, with commas"
)
PUBLIC_URL = require(
    "PUBLIC_URL", env.public_address, "the https address that people and printed links use"
)
owner = require(
    "DATABASE_URL", databases.parse, "the registry as its owner reaches it, for migrations only"
)
office = require(
    "APP_DATABASE_URL", databases.parse, "the registry as the application's own role reaches it"
)
window = require(
    "API_DATABASE_URL",
    databases.parse,
    "the published store, a database of its own, as the API's role reaches it",
)
FIELD_KEYS = require(
    "FIELD_KEYS",
    env.field_keys,
    "the keys that encrypt identity numbers, as name:key, active first",
)
INDEX_KEY = require(
    "INDEX_KEY", env.hexadecimal(32), "the key of the index by which identity numbers are found"
)
PSEUDONYM_KEY = require(
    "PSEUDONYM_KEY", env.hexadecimal(32), "the key that makes public numbers out of our own"
)
SEAL_KEY_FILE = require(
    "SEAL_KEY_FILE", env.readable_file, "the file with the key that signs the sealed record"
)
FILES_DIR = optional(
    "FILES_DIR",
    env.writable_folder,
    "the private folder of exports and feeds, the same for the office and its worker",
    VAR_DIR,
)
cache = optional("CACHE_URL", env.cache, "a Redis server for the cache", None)
SMS_BACKEND = optional("SMS_BACKEND", env.dotted_path, "the class that sends text messages", "")
mail = optional("EMAIL_URL", env.mail, "the SMTP server for outgoing mail", env.Mail())
TRUSTED_PROXIES = optional(
    "TRUSTED_PROXIES", env.networks, "the proxies whose word about the visitor is believed", []
)
environment.complain(databases.contradictions(owner, office, window))
environment.refuse()

# The owner's hour: these commands change tables and grants, and nothing else runs as the owner.
command = sys.argv[1] if Path(sys.argv[0]).name == "manage.py" and len(sys.argv) > 1 else ""
role = owner if command in ("migrate", "grant_roles", "install_triggers") else office
# A page that needs longer than this is refused; a command may take its time.
APPLICATION_ROLE, API_ROLE = office.user, window.user
DATABASES = databases.aliases(office=role, window=window, statement_ms=0 if command else 5000)

CACHES = {"default": cache} if cache else {}
CACHES.setdefault("default", {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"})
EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = mail.host, mail.port, 10
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.user, mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = mail.tls, mail.ssl

CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # kept by TrustedProxies only
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-language"
CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True
