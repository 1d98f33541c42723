"""The environment is read with sentences."""

from pathlib import Path

import pytest

from office.environment import folder_of


def test_a_folder_is_a_file_address():
    assert folder_of("STORAGE_URL", "file:///srv/moji%20fajlovi") == Path("/srv/moji fajlovi")


@pytest.mark.parametrize("address", ["s3://bucket/x", "/srv/files", "file://host/x", ""])
def test_another_address_ends_the_start_with_what_to_write(address):
    with pytest.raises(SystemExit, match="Write file:///path"):
        folder_of("STORAGE_URL", address)
