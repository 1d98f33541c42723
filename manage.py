#!/usr/bin/env python
"""Management commands; they use the running embedded servers of `var/` or start them for their own time."""

import os
import sys
from contextlib import nullcontext

from django.core.management import execute_from_command_line

from office import embedded

WITHOUT_SERVERS = {
    "help",
    "version",
    "--version",
    "derive_catalogs",
    "collectstatic",
    "draw_states",
    "draw_law",
}
ASKS_FOR_HELP = {"--help", "-h"}
NOWHERE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "REDIS_URL": "redis://127.0.0.1:1/0"}


def main() -> None:
    """Run one command with the servers it needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "office.settings")
    os.environ.setdefault("OFFICE_PROCESS", "command")
    words = sys.argv[1:]
    if not embedded.configured("DATABASE_URL") and not embedded.configured("SECRET_KEY"):
        os.environ.setdefault("OFFICE_DEMO", "1")  # the embedded servers hold a demo
    if not words or words[0] in WITHOUT_SERVERS or ASKS_FOR_HELP & set(words):
        for name, address in NOWHERE.items():
            os.environ.setdefault(name, address)
        needed = nullcontext()
    else:
        needed = embedded.servers()
    try:
        with needed:
            execute_from_command_line(sys.argv)
    except embedded.EmbeddedError as no:
        sys.exit(str(no))


if __name__ == "__main__":
    main()
