"""Pages of `docs/` that are written by the code: compared with what lies there, or brought to it."""

from collections.abc import Mapping
from pathlib import Path

from django.core.management.base import CommandError


def bring(folder: Path, wanted: Mapping[str, str], *, command: str, check: bool) -> int:
    """Write the pages that differ and drop those no longer made; `check` writes nothing and refuses instead."""
    there = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    stale = sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))
    if check:
        if stale:
            raise CommandError(f"Run manage.py {command}: {', '.join(stale)}", returncode=1)
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in wanted:
            (folder / name).write_text(wanted[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return len(stale)
