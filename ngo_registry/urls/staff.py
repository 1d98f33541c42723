"""Staff rooms of the register."""

from django.urls import path, re_path

from ngo_registry.views import staff_book as book
from ngo_registry.views import staff_checks as checks
from ngo_registry.views import staff_claims as claims
from ngo_registry.views import staff_completion as completion
from ngo_registry.views import staff_deciding as deciding
from ngo_registry.views import staff_duplicates as duplicates
from ngo_registry.views import staff_filings as filings
from ngo_registry.views import staff_imports as imports
from ngo_registry.views import staff_parties as parties
from ngo_registry.views import staff_party_past as party_past
from ngo_registry.views import staff_queue as queue
from ngo_registry.views import staff_register as register
from ngo_registry.views import staff_reports as reports
from ngo_registry.views import staff_several as several
from ngo_registry.views import staff_statements as statements

app_name = "ngo_registry_staff"
urlpatterns = [
    path("register/", register.listing, name="list"),
    re_path(r"^register/register\.(?P<ending>csv|xlsx)$", register.export, name="export"),
    path("register/organisations/<int:pk>/", register.organisation, name="organisation"),
    path("register/organisations/<int:pk>/contacts/", register.contacts, name="contacts"),
    path("register/organisations/<int:pk>/delete/", register.delete, name="delete"),
    path("register/past/", book.past, name="past"),
    re_path(r"^register/past/register\.(?P<ending>csv|xlsx)$", book.past_export, name="past_export"),
    path("register/book/", book.book, name="book"),
    path("register/book/print/", book.book_print, name="book_print"),
    path("register/letters/", book.letters, name="letters"),
    path("register/endings/", book.ending, name="endings"),
    path("register/organisations/<int:pk>/past/", book.past_one, name="past_one"),
    path("register/organisations/<int:pk>/folder/", book.folder, name="folder"),
    path("register/organisations/<int:pk>/folder/<int:paper_pk>/", book.folder_paper, name="folder_paper"),
    path("register/filings/", queue.listing, name="filings"),
    path("register/filings/several/", several.several, name="several"),
    path("register/filings/several/done/", several.done, name="several_done"),
    path("register/filings/several/undo/", several.undo, name="several_undo"),
    path("register/filings/new/", filings.new, name="filing_new"),
    path("register/filings/<int:pk>/", filings.filing, name="filing"),
    path("register/filings/<int:pk>/step/", filings.step, name="filing_step"),
    path("register/filings/<int:pk>/papers/<slug:field>/", filings.paper, name="filing_paper"),
    path("register/filings/<int:pk>/earlier/<int:row_pk>/", checks.earlier, name="earlier_paper"),
    path("register/filings/<int:pk>/conditions/<slug:key>/", checks.note, name="condition_note"),
    path("register/filings/<int:pk>/change/", deciding.change, name="filing_change"),
    path("register/filings/<int:pk>/ask_completion/", deciding.ask, name="filing_ask_completion"),
    path("register/filings/<int:pk>/complete/", completion.complete_page, name="filing_complete"),
    path("register/filings/<int:pk>/refuse/", deciding.refuse_page, name="filing_refuse"),
    path("register/filings/<int:pk>/dismiss/", deciding.dismiss_page, name="filing_dismiss"),
    path("register/filings/<int:pk>/appeal/", deciding.complaint, name="filing_appeal"),
    path("register/filings/<int:pk>/hand-over/", deciding.hand_over_page, name="filing_hand_over"),
    path("register/letters/<int:pk>/service/", deciding.service_of, name="letter_service"),
    path("register/letters/<int:pk>/file/", deciding.letter_file, name="letter_file"),
    path("register/complaints/<int:pk>/paper/", deciding.complaint_paper, name="complaint_paper"),
    path("register/organisations/<int:pk>/change/", deciding.begin_change, name="change_new"),
    path("register/filings/<int:pk>/compare/", parties.compare, name="party_compare"),
    path("register/filings/<int:pk>/sign/", parties.sign, name="filing_sign"),
    path("register/filings/<int:pk>/statements/", statements.listing, name="statements"),
    path("register/filings/<int:pk>/statements/table.xlsx", statements.table, name="statements_table"),
    path("register/filings/<int:pk>/statements/import/", statements.read, name="statements_import"),
    path(
        "register/filings/<int:pk>/statements/imports/<int:batch>/",
        statements.preview,
        name="statements_preview",
    ),
    path(
        "register/filings/<int:pk>/statements/imports/<int:batch>/rejected.xlsx",
        statements.rejected,
        name="statements_rejected",
    ),
    path("register/filings/<int:pk>/statements/<int:row>/aside/", statements.aside, name="statement_aside"),
    path("register/filings/<int:pk>/<slug:key>/", filings.section, name="section"),
    path("register/filings/<int:pk>/<slug:key>/add/", filings.person, name="person_add"),
    path("register/filings/<int:pk>/<slug:key>/<int:row_pk>/", filings.person, name="person"),
    path("register/filings/<int:pk>/<slug:key>/<int:row_pk>/remove/", filings.remove, name="person_remove"),
    path("parties/", parties.listing, name="parties"),
    re_path(r"^parties/parties\.(?P<ending>csv|xlsx)$", parties.export, name="parties_export"),
    path("parties/book/", parties.book, name="parties_book"),
    path("parties/book/print/", parties.book_print, name="parties_book_print"),
    path("parties/new/", parties.new, name="party_new"),
    path("parties/past/", party_past.past, name="party_past"),
    re_path(r"^parties/past/parties\.(?P<ending>csv|xlsx)$", party_past.export, name="party_past_export"),
    path("parties/<int:pk>/past/", party_past.past_one, name="party_past_one"),
    path("parties/<int:pk>/people/<int:person>/end/", parties.end_person, name="party_person_end"),
    path("parties/<int:pk>/", parties.party, name="party"),
    path("parties/<int:pk>/sign/", parties.party_sign, name="party_sign"),
    path("parties/<int:pk>/change/", parties.change, name="party_change"),
    path("parties/<int:pk>/delete/", parties.delete, name="party_delete"),
    path("register/claims/", claims.listing, name="claims"),
    path("register/claims/<int:pk>/", claims.claim, name="claim"),
    path("register/claims/<int:pk>/decide/", claims.decide, name="claim_decide"),
    path("register/claims/<int:pk>/paper/", claims.paper, name="claim_paper"),
    path("register/errors/", reports.listing, name="error_reports"),
    path("register/errors/<int:pk>/", reports.report, name="error_report"),
    path("register/errors/<int:pk>/step/", reports.step, name="error_report_step"),
    path("register/errors/<int:pk>/<slug:action>/", reports.write, name="error_report_write"),
    path("register/duplicates/", duplicates.listing, name="duplicates"),
    path("register/duplicates/search/", duplicates.search, name="duplicates_search"),
    path("register/duplicates/compare/", duplicates.compare, name="duplicates_compare"),
    path("register/duplicates/<int:pk>/", duplicates.pair, name="duplicate"),
    re_path(
        r"^register/duplicates/(?P<pk>[0-9]+)/(?P<verb>merge|apart|again)/$",
        duplicates.decide,
        name="duplicate_decide",
    ),
    path("register/merges/<int:pk>/", duplicates.merged, name="merge"),
    path("register/imports/", imports.listing, name="imports"),
    path("register/imports/<int:pk>/", imports.preview, name="import"),
    path("register/imports/<int:pk>/columns/", imports.columns, name="import_columns"),
    path("register/imports/<int:pk>/municipalities/", imports.municipalities, name="import_municipalities"),
    path("register/imports/<int:pk>/step/", imports.step, name="import_step"),
    path("register/imports/<int:pk>/doubtful/<int:row_pk>/", imports.decide, name="import_decide"),
    path("register/imports/<int:pk>/rejected.xlsx", imports.rejected, name="import_rejected"),
]
