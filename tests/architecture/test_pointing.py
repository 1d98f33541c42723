"""Whoever adds a relation to organisations decides here what becomes of its records when doubles are joined.

The table is the second copy of the law: the code reads the relations from the models themselves.
"""

from ngo_registry.queries.pointing import Fate, pointers

HISTORY = {
    "ngo_registry.duplicatepair.one",
    "ngo_registry.duplicatepair.other",
    "ngo_registry.extractstate.organisation",  # what was issued stays as it was
    "ngo_registry.importcandidate.organisation",
    "ngo_registry.importrow.chosen",
    "ngo_registry.importrow.organisation",  # what a file said
    "ngo_registry.organisation.merged_into",
    "ngo_registry.organisation_areas.organisation",  # chosen by a person
    "ngo_registry.organisationmerge.goes",
    "ngo_registry.organisationmerge.stays",
    "ngo_registry.registerentry.organisation",  # the book is never rewritten
}
MOVES = {
    "grants.analysiscomment.organisation",
    "council.proposal.organisation",
    "grants.application.organisation",
    "grants.applicationpartner.organisation",
    "grants.ban.organisation",
    "grants.commissionmember.organisation",
    "grants.partnerconfirmation.organisation",
    "grants.walletpaper.organisation",
    "ngo_registry.errorreport.organisation",
    "ngo_registry.folderpaper.organisation",
    "ngo_registry.registerfiling.assets_organisation",
    "ngo_registry.registerfiling.organisation",
    "reports.spendingrow.organisation",
}
ONCE = {
    "council.councilappointment_organisations.organisation",
    "council.listedcandidate_organisations.organisation",
    "ngo_registry.claimrequest.organisation",
    "ngo_registry.invitation.organisation",
    "ngo_registry.ngomembership.organisation",
    "ngo_registry.watch.organisation",
}
FILLS = {
    "ngo_registry.founder.organisation",
    "ngo_registry.governingmember.organisation",
    "ngo_registry.owncontacts.organisation",
    "ngo_registry.representative.organisation",
}


def with_fate(fate: Fate) -> set[str]:
    """Relations of a fate, the copies of rows that the history keeps aside."""
    return {
        f"{pointer.table}.{pointer.column}"
        for pointer in pointers()
        if pointer.fate == fate and not hasattr(pointer.model, "pgh_tracked_model")
    }


def test_every_relation_to_organisations_has_its_fate():
    assert with_fate(Fate.STAYS) == HISTORY
    assert with_fate(Fate.MOVES) == MOVES
    assert with_fate(Fate.MOVES_UNLESS_TWICE) == ONCE
    assert with_fate(Fate.FILLS) == FILLS


def test_copies_of_the_history_are_never_moved():
    assert all(
        pointer.fate == Fate.STAYS for pointer in pointers() if hasattr(pointer.model, "pgh_tracked_model")
    )


def test_keys_are_whole_numbers():
    """What a merge moved is kept by such keys."""
    assert {
        type(pointer.model._meta.pk).__name__ for pointer in pointers() if pointer.fate != Fate.STAYS
    } <= {
        "BigAutoField",
        "AutoField",
    }
