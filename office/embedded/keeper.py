"""Run by path, without the portal: holds one embedded server until nobody needs it."""

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path

OFFICE = Path(__file__).resolve().parent.parent


def main() -> None:
    """Keep the server named on the command line; `office` stands here for its folder alone."""
    spec = ModuleSpec("office", None, is_package=True)
    spec.submodule_search_locations = [str(OFFICE)]
    sys.modules["office"] = module_from_spec(spec)
    kinds = import_module("office.embedded").KINDS
    which, where, kept = sys.argv[1:]
    kinds[which](Path(where), lasting=kept == "lasting").keep()


if __name__ == "__main__":
    main()
