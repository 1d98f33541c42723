"""Questions the register answers."""

from ngo_registry.queries.organisations import (
    may_act,
    membership_of,
    organisation_by_number,
    organisations_of,
    real_number,
)

__all__ = ["may_act", "membership_of", "organisation_by_number", "organisations_of", "real_number"]
