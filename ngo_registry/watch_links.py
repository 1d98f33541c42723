"""Signed links of the watch of the register."""

from office.watches import CONFIRM_WITHIN, Links

LINKS = Links(salt="ngo_registry.watch", urls="ngo_registry_public")
token, row_of, address = LINKS.token, LINKS.row_of, LINKS.address

__all__ = ["CONFIRM_WITHIN", "LINKS", "address", "row_of", "token"]
