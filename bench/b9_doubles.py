"""B9: the search for likely doubles over the register that B1 invents (100,000 organisations; REGISTER_SIZE)."""

import resource
import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from bench import b1_register_search as register  # noqa: E402
from bench.measure import say  # noqa: E402
from ngo_registry.models import DuplicatePair  # noqa: E402
from ngo_registry.services.duplicates import find_duplicates  # noqa: E402


def main() -> None:
    """Twice: the second search writes nothing."""
    register.fill()
    for turn in ("first", "again"):
        began, before, slowest = time.monotonic(), time.monotonic(), (0.0, 0)

        def report(done: int, total: int, text: str) -> None:
            nonlocal before, slowest
            slowest = max(slowest, (time.monotonic() - before, done))
            before = time.monotonic()

        with transaction.atomic():
            find_duplicates(by=None, report=report)
        say({
            "workload": f"B9 search for doubles, {turn}", "n": register.SIZE,
            "seconds": round(time.monotonic() - began, 1), "pairs": DuplicatePair.objects.count(),
            "slowest_step": slowest[1], "slowest_seconds": round(slowest[0], 1),
            "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        })  # fmt: skip


if __name__ == "__main__":
    main()
