"""Is the portal able to work: database, clock, disk, broker, waiting work."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.utils import timezone

from office import replicas
from office.models import Job

CLOCK_SECONDS = 1.0
FREE_DISK = 0.05
WAITING_SECONDS = 300


@dataclass(frozen=True)
class Check:
    """One answer: what was measured, whether it is well, whether pages can be served without it."""

    name: str
    well: bool
    value: float
    needed: bool


def database() -> Check:
    """Milliseconds of one question to the database."""
    start = time.perf_counter()
    with connection.cursor() as line:
        line.execute("SELECT 1")
    return Check("database", True, round((time.perf_counter() - start) * 1000, 1), needed=True)


def clock() -> Check:
    """Seconds between this machine's clock and the database's; deadlines live by it."""
    before = time.time()
    with connection.cursor() as line:
        line.execute("SELECT extract(epoch FROM clock_timestamp())")
        theirs = float(line.fetchone()[0])
    after = time.time()
    skew = max(before - theirs, theirs - after, 0.0)
    return Check("clock", skew <= CLOCK_SECONDS, round(skew, 3), needed=True)


def disk() -> Check:
    """Free share of the disk that holds the files."""
    place = settings.FILES_ROOT
    while not place.exists():
        place = place.parent
    usage = shutil.disk_usage(place)
    free = usage.free / usage.total
    return Check("disk", free >= FREE_DISK, round(free, 3), needed=True)


def broker() -> Check:
    """Milliseconds of one question to Valkey; pages are served without it, the sweeper repairs."""
    start = time.perf_counter()
    with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as line:
        line.ping()
    return Check("redis", True, round((time.perf_counter() - start) * 1000, 1), needed=False)


def waiting_work() -> Check:
    """Age in seconds of the oldest waiting job; it grows when the worker or beat is dead."""
    oldest = Job.objects.filter(state=Job.State.WAITING).aggregate(first=Min("ordered_at"))["first"]
    age = (timezone.now() - oldest).total_seconds() if oldest else 0.0
    return Check("oldest_waiting_job", age <= WAITING_SECONDS, round(age, 1), needed=False)


def replica() -> Check:
    """Seconds the copy for public pages is behind; pages are served without it."""
    behind = replicas.lag()
    well = behind is not None and behind <= replicas.MOST_LAG
    return Check("replica", well, -1.0 if behind is None else round(behind, 1), needed=False)


CHECKS: dict[str, tuple[Callable[[], Check], bool]] = {
    "database": (database, True),
    "clock": (clock, True),
    "disk": (disk, True),
    "redis": (broker, False),
    **({"replica": (replica, False)} if replicas.configured() else {}),
    "oldest_waiting_job": (waiting_work, False),
}


def checks() -> list[Check]:
    """Every check; one that cannot answer is not well."""
    answers = []
    for name, (ask, needed) in CHECKS.items():
        try:
            answers.append(ask())
        except (DatabaseError, redis.RedisError, OSError):
            answers.append(Check(name, False, -1.0, needed))
    return answers


def jobs_by_state() -> dict[str, int]:
    """How many jobs stand in each state."""
    counted = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in Job.State.values}
