"""When a request arrived: stamped by the proxy or by the first middleware, never by the end of the queue."""

import datetime

from django.http import HttpRequest
from django.utils import timezone

BELIEVED = datetime.timedelta(seconds=60)


def arrival(request: HttpRequest, trusted: bool) -> datetime.datetime:
    """Time of arrival; `X-Request-Start: t=<seconds>` counts only from a trusted proxy and at most a minute back."""
    now = timezone.now()
    stamp = request.headers.get("X-Request-Start", "").removeprefix("t=")
    if trusted and stamp:
        try:
            at = datetime.datetime.fromtimestamp(float(stamp), datetime.UTC)
        except (ValueError, OverflowError, OSError):
            return now
        if now - BELIEVED <= at <= now:
            return at
    return now
