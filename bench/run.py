"""Runs every workload `bench/b*.py` on embedded servers of its own and prints one JSON line for each.

A workload prints its JSON lines on standard output; what it says beside goes to standard error.
`make bench ARGS=b1` runs those whose name begins with b1. A timing is never a test.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var" / "bench"
sys.path.insert(0, str(ROOT))
os.environ["OFFICE_VAR"] = str(HOME)

from office import embedded  # noqa: E402

SERVERS = ("DATABASE_URL", "DATABASE_URL_FILE", "REDIS_URL", "REDIS_URL_FILE")


def prepare() -> None:
    """Tables, languages, code lists and rulebooks; each workload fills in what it measures."""
    subprocess.run([sys.executable, "manage.py", "prepare_demo", "--tables-only"], cwd=ROOT, check=True)


def lines_of(script: Path) -> list[str]:
    """The JSON lines of one workload; one that fails says so in a line of its own."""
    done = subprocess.run([sys.executable, script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode:
        lines.append(json.dumps({"workload": script.stem, "failed": done.returncode}))
    return lines


def main() -> int:
    """Run the chosen workloads in their order."""
    for name in SERVERS:
        os.environ.pop(name, None)
    os.environ.update(
        OFFICE_DEMO="1", DEBUG="0", LOG_LEVEL="WARNING", DJANGO_SETTINGS_MODULE="office.settings"
    )
    os.environ["PYTHONPATH"] = str(ROOT)
    wanted = tuple(sys.argv[1:]) or ("b",)
    failed = False
    with embedded.servers(HOME):
        prepare()
        for script in sorted((ROOT / "bench").glob("b*.py")):
            if script.stem.startswith(wanted):
                for line in lines_of(script):
                    failed = failed or "failed" in json.loads(line)
                    print(line, flush=True)  # noqa: T201
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
