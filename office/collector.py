"""Python's collector looks less often through what stays to the end of a process."""

import gc

FRESH, YOUNG, OLD = 50_000, 20, 50  # objects made before the first look; looks before the next, deeper one


def keep_what_is_loaded() -> None:
    """Everything loaded so far stays: it is never looked through again, and forked processes share its memory.

    Without this a page now and then waits for a look through all modules, models and templates of the portal.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(FRESH, YOUNG, OLD)
