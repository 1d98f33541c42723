"""The organisation's own room."""

from django.urls import path, re_path

from ngo_registry.views import portal, portal_filing, portal_filing_parts, portal_people
from ngo_registry.views import portal_changes as changes
from ngo_registry.views import portal_parties as parties
from ngo_registry.views import portal_statements as statements

app_name = "ngo_registry_portal"
urlpatterns = [
    path("organisation/", portal.organisation, name="organisation"),
    path("organisation/contacts/", portal.contacts, name="contacts"),
    path("organisation/changes/", changes.listing, name="changes"),
    path("organisation/changes/deletion/", changes.deletion, name="deletion_new"),
    path("organisation/changes/<int:pk>/", changes.change, name="change"),
    path("organisation/changes/<int:pk>/write/", changes.write, name="change_write"),
    path("organisation/changes/<int:pk>/person/", changes.person, name="change_person"),
    path("organisation/changes/<int:pk>/person/<int:row_pk>/", changes.person, name="change_person"),
    path(
        "organisation/changes/<int:pk>/person/<int:row_pk>/remove/",
        changes.remove,
        name="change_person_remove",
    ),
    path("organisation/changes/<int:pk>/papers/<slug:field>/", changes.paper, name="change_paper"),
    path("organisation/changes/<int:pk>/print/<slug:key>.pdf", changes.printed, name="change_print"),
    path("organisation/changes/<int:pk>/step/", changes.step, name="change_step"),
    path("organisation/letters/", changes.letters, name="letters"),
    path("organisation/letters/<int:pk>/", changes.letter, name="letter"),
    path("organisation/filings/<int:pk>/complaint/", changes.complaint, name="complaint"),
    path("organisation/filings/<int:pk>/complaint/filed/", changes.complaint_filed, name="complaint_filed"),
    path("organisation/switch/", portal.switch, name="switch"),
    path("organisation/claim/", portal.claim, name="claim"),
    path("organisation/claim/<int:pk>/", portal.claim_one, name="claim_one"),
    path("organisation/claim/<int:pk>/code/", portal.ask_code, name="ask_code"),
    path("organisation/claims/<int:pk>/code/", portal.code, name="code"),
    path("organisation/claims/<int:pk>/withdraw/", portal.withdraw, name="withdraw"),
    path("organisation/people/", portal_people.people, name="people"),
    path("organisation/people/invite/", portal_people.invite, name="invite"),
    re_path(
        r"^organisation/people/(?P<pk>[0-9]+)/(?P<verb>role|end|hand-over)/$",
        portal_people.member,
        name="member",
    ),
    path(
        "organisation/people/invitations/<int:pk>/withdraw/",
        portal_people.withdraw_invitation,
        name="invitation_withdraw",
    ),
    path("organisation/invitations/", portal_people.invitations, name="invitations"),
    path("organisation/invitations/<int:pk>/accept/", portal_people.accept, name="invitation_accept"),
    path("parties/", parties.listing, name="parties"),
    path("parties/<int:pk>/", parties.party, name="party"),
    path("parties/<int:pk>/sign/", parties.sign, name="party_sign"),
    path("parties/<int:pk>/deletion/", parties.deletion, name="party_deletion"),
    path("parties/<int:pk>/claim/", portal.claim_one, {"of_party": True}, name="party_claim_one"),
    path("parties/<int:pk>/claim/code/", portal.ask_code, {"of_party": True}, name="party_ask_code"),
    path("parties/<int:party>/people/", portal_people.people, name="party_people"),
    path("parties/<int:party>/people/invite/", portal_people.invite, name="party_invite"),
    re_path(
        r"^parties/(?P<party>[0-9]+)/people/(?P<pk>[0-9]+)/(?P<verb>role|end|hand-over)/$",
        portal_people.member,
        name="party_member",
    ),
    path(
        "parties/<int:party>/people/invitations/<int:pk>/withdraw/",
        portal_people.withdraw_invitation,
        name="party_invitation_withdraw",
    ),
    path("filings/", portal_filing.listing, name="filings"),
    path("filings/new/", portal_filing.new, name="filing_new"),
    path("filings/name/", portal_filing.name_check, name="name_check"),
    path("filings/<int:pk>/", portal_filing.filing, name="filing"),
    path("filings/<int:pk>/check/", portal_filing.check, name="filing_check"),
    path("filings/<int:pk>/submit/", portal_filing.submit, name="filing_submit"),
    path("filings/<int:pk>/sent/", portal_filing.sent, name="filing_sent"),
    path("filings/<int:pk>/withdraw/", portal_filing.withdraw, name="filing_withdraw"),
    path("filings/<int:pk>/papers/<slug:key>.pdf", portal_filing.paper, name="filing_paper"),
    path("filings/<int:pk>/files/<slug:field>/", portal_filing.file, name="filing_file"),
    path("filings/parties/name/", statements.name_check, name="party_name_check"),
    path("filings/<int:pk>/sign/", statements.sign, name="filing_sign"),
    path("filings/<int:pk>/parts/statements/", statements.listing, name="statements"),
    path("filings/<int:pk>/parts/statements/table.xlsx", statements.table, name="statements_table"),
    path("filings/<int:pk>/parts/statements/import/", statements.read, name="statements_import"),
    path(
        "filings/<int:pk>/parts/statements/imports/<int:batch>/",
        statements.preview,
        name="statements_preview",
    ),
    path(
        "filings/<int:pk>/parts/statements/imports/<int:batch>/rejected.xlsx",
        statements.rejected,
        name="statements_rejected",
    ),
    path("filings/<int:pk>/parts/<slug:key>/", portal_filing_parts.section, name="filing_part"),
    path("filings/<int:pk>/parts/<slug:key>/add/", portal_filing_parts.person, name="filing_person_add"),
    path("filings/<int:pk>/parts/<slug:key>/<int:row_pk>/", portal_filing_parts.person, name="filing_person"),
    path(
        "filings/<int:pk>/parts/<slug:key>/<int:row_pk>/remove/",
        portal_filing_parts.remove,
        name="filing_person_remove",
    ),
]
