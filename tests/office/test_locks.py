"""An office installs from its own mirror: no lock names the address of an index, every file has a hash."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("name", [*LOCKS, "package-lock.json", ".npmrc"])
def test_no_address_of_an_index(name):
    text = re.sub(r'"funding": \{.*?\}', "", (ROOT / name).read_text(), flags=re.S)
    text = re.sub(r'"funding": \[.*?\]', "", text, flags=re.S)
    assert re.findall(r"(?:https?|file|git\+\w+)://\S+", text) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_wheel_has_a_hash(name):
    text = (ROOT / name).read_text()
    pinned = re.split(r"^(?=[a-z0-9])", text, flags=re.M)[1:]
    assert pinned
    assert [entry.split()[0] for entry in pinned if "--hash=sha256:" not in entry] == []
    assert "-index" not in text


def test_runtime_lock_is_part_of_the_development_lock():
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[\w.\[\]-]+==[\w.]+", (ROOT / name).read_text(), re.M))

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_every_front_end_file_has_a_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, entry in packages.items() if name and "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
