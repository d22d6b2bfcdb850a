"""Complete addresses. In production there is one public address, whatever host name a request came with."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, url: str) -> str:
    """``url``, which begins with ``/``, with scheme and host: the public address's, or the request's where none is set.

    A canonical address, a feed or a sitemap has to say the same on every host name that the portal answers to.
    """
    public: str = settings.PUBLIC_ADDRESS
    return public + url if public and url.startswith("/") else request.build_absolute_uri(url)
