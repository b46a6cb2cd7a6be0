"""A part of the settings of a Django project."""

import re

from corsheaders.defaults import default_headers

CORS_ORIGIN_WHITELIST = ("https://old.example.com",)
CORS_ALLOWED_ORIGINS = [
    "https://app.example.com",
    "https://admin.example.com",
]
CORS_ALLOWED_ORIGIN_REGEXES = [
    r"^https://(?P<branch>[\w-]+)\.preview\.example\.com\Z",
    re.compile(r"^https://pr-\d++\.example\.com$"),
]
CORS_ALLOW_HEADERS = (*default_headers, "x-request-id")
CORS_ALLOW_CREDENTIALS = True
CORS_PREFLIGHT_MAX_AGE = 60 * 60
CORS_URLS_REGEX = r"^/api/.*$"

if DEBUG:
    CORS_ALLOWED_ORIGINS += ["http://localhost:3000"]
