"""Reading what the environment says, with a sentence when it cannot be understood."""

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit


def folder_of(name: str, address: str) -> Path:
    """The folder of a `file:///…` address; another kind of storage ends the start with a sentence."""
    where = urlsplit(address)
    if where.scheme != "file" or where.netloc or not where.path.startswith("/"):
        sys.exit(
            f"{name}={address} cannot be used. Write file:///path/of/a/folder; files are kept in a folder, "
            "which may lie on a network volume."
        )
    return Path(unquote(where.path))
