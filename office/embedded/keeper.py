"""Run by path, without the portal: holds one embedded server until nobody needs it."""

import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Keep the server named on the command line."""
    sys.path.append(str(Path(__file__).resolve().parent.parent.parent))
    kinds = import_module("office.embedded").KINDS
    which, where, kept = sys.argv[1:]
    kinds[which](Path(where), lasting=kept == "lasting").keep()


if __name__ == "__main__":
    main()
