"""Signed links of the watch of calls."""

from office.watches import CONFIRM_WITHIN, Links

LINKS = Links(salt="grants.call_watch", urls="grants_public")
token, row_of, address = LINKS.token, LINKS.row_of, LINKS.address

__all__ = ["CONFIRM_WITHIN", "LINKS", "address", "row_of", "token"]
