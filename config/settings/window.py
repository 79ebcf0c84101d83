"""The window as a process of its own: it knows the published store, and nothing behind it.

No registry, no accounts, no sessions, no templates; its role reads published tables only, so
that even a hole in the API leads to no family.
"""

import os

from config import databases, env
from config.settings import base

environment = env.Reader(os.environ)
require = environment.require

SECRET_KEY = require("SECRET_KEY", env.secret, "the key that seals the API's cursors")
ALLOWED_HOSTS = require(
    "ALLOWED_HOSTS", env.host_names, "the host names this installation answers to, with commas"
)
store = require(
    "API_DATABASE_URL", databases.parse, "the published store as the API's role reaches it"
)
PSEUDONYM_KEY = require(
    "PSEUDONYM_KEY", env.hexadecimal(32), "the key that makes public numbers out of our own"
)
TRUSTED_PROXIES: list[str] = environment.optional(
    "TRUSTED_PROXIES", env.networks, "the proxies whose word about the visitor is believed", []
)
environment.refuse()

DEBUG = False
INSTALLED_APPS = ["graphql_api", "strawberry_django", "django.contrib.contenttypes"]
MIDDLEWARE = [
    "config.middleware.TrustedProxies",
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.QuietHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "config.window_urls"
WSGI_APPLICATION = "config.window_wsgi.application"
DATABASES = {
    "default": {},
    "window": databases.connect(store, statement_ms=3000, target="prefer-standby"),
    "budget": databases.connect(store, statement_ms=3000),
}
DATABASE_ROUTERS = base.DATABASE_ROUTERS
DEFAULT_AUTO_FIELD = base.DEFAULT_AUTO_FIELD
LANGUAGE_CODE, LANGUAGES, LOCALE_PATHS = base.LANGUAGE_CODE, base.LANGUAGES, base.LOCALE_PATHS
TIME_ZONE, USE_TZ = base.TIME_ZONE, base.USE_TZ
LOGGING = base.LOGGING
DEFAULT_EXCEPTION_REPORTER_FILTER = base.DEFAULT_EXCEPTION_REPORTER_FILTER
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"default-src": ["'none'"], "frame-ancestors": ["'none'"]}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # kept by TrustedProxies only
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
