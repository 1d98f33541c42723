"""How often one address may ask: counted in Valkey, and never in the way when Valkey is down."""

import logging
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from limits import parse
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

logger = logging.getLogger(__name__)


@lru_cache(maxsize=4)
def _storage(url: str) -> Storage:
    """The counter in Valkey, with short patience."""
    patience = {"socket_connect_timeout": 0.3, "socket_timeout": 0.3}
    return storage_from_string(url, key_prefix="saradnja-limits", **patience)


def client_address(request: HttpRequest) -> str:
    """Who asks; forwarded addresses count only as far as our own proxies wrote them."""
    proxies = settings.TRUSTED_PROXIES
    chain = request.headers.get("X-Forwarded-For", "").split(",")
    forwarded = [part.strip() for part in chain if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def within_limit(request: HttpRequest, name: str, rate: str) -> bool:
    """True while the address stays within the rate ("30/minute"); true as well when nobody can count."""
    try:
        limiter = MovingWindowRateLimiter(_storage(settings.REDIS_URL))
        return limiter.hit(parse(rate), name, client_address(request))
    except Exception:  # a counter that is down must never close a page
        logger.warning("rate limit not counted", exc_info=True)
        return True
