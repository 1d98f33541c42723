"""Several people at the same moment: threads with connections and transactions of their own."""

import threading
from collections.abc import Callable

from django.db import connections


def in_threads(count: int, work: Callable[[int], None]) -> None:
    """Run `work(0)` … `work(count - 1)` at once; an error of any of them fails the test."""
    errors = []

    def run(number: int) -> None:
        try:
            work(number)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
