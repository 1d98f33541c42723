"""Staff rooms of the register."""

from django.urls import path, re_path

from ngo_registry.views import staff_book as book
from ngo_registry.views import staff_claims as claims
from ngo_registry.views import staff_deciding as deciding
from ngo_registry.views import staff_filings as filings
from ngo_registry.views import staff_imports as imports
from ngo_registry.views import staff_register as register

app_name = "ngo_registry_staff"
urlpatterns = [
    path("register/", register.listing, name="list"),
    re_path(r"^register/register\.(?P<ending>csv|xlsx)$", register.export, name="export"),
    path("register/organisations/<int:pk>/", register.organisation, name="organisation"),
    path("register/organisations/<int:pk>/contacts/", register.contacts, name="contacts"),
    path("register/organisations/<int:pk>/delete/", register.delete, name="delete"),
    path("register/past/", book.past, name="past"),
    path("register/book/", book.book, name="book"),
    path("register/endings/", book.ending, name="endings"),
    path("register/organisations/<int:pk>/past/", book.past_one, name="past_one"),
    path("register/organisations/<int:pk>/folder/", book.folder, name="folder"),
    path("register/organisations/<int:pk>/folder/<int:paper_pk>/", book.folder_paper, name="folder_paper"),
    path("register/filings/", filings.listing, name="filings"),
    path("register/filings/new/", filings.new, name="filing_new"),
    path("register/filings/<int:pk>/", filings.filing, name="filing"),
    path("register/filings/<int:pk>/step/", filings.step, name="filing_step"),
    path("register/filings/<int:pk>/papers/<slug:field>/", filings.paper, name="filing_paper"),
    path("register/filings/<int:pk>/change/", deciding.change, name="filing_change"),
    path("register/filings/<int:pk>/ask_completion/", deciding.ask, name="filing_ask_completion"),
    path("register/filings/<int:pk>/refuse/", deciding.refuse_page, name="filing_refuse"),
    path("register/filings/<int:pk>/dismiss/", deciding.dismiss_page, name="filing_dismiss"),
    path("register/filings/<int:pk>/appeal/", deciding.complaint, name="filing_appeal"),
    path("register/filings/<int:pk>/hand-over/", deciding.hand_over_page, name="filing_hand_over"),
    path("register/letters/<int:pk>/service/", deciding.service_of, name="letter_service"),
    path("register/letters/<int:pk>/file/", deciding.letter_file, name="letter_file"),
    path("register/complaints/<int:pk>/paper/", deciding.complaint_paper, name="complaint_paper"),
    path("register/organisations/<int:pk>/change/", deciding.begin_change, name="change_new"),
    path("register/filings/<int:pk>/<slug:key>/", filings.section, name="section"),
    path("register/filings/<int:pk>/<slug:key>/add/", filings.person, name="person_add"),
    path("register/filings/<int:pk>/<slug:key>/<int:row_pk>/", filings.person, name="person"),
    path("register/filings/<int:pk>/<slug:key>/<int:row_pk>/remove/", filings.remove, name="person_remove"),
    path("register/claims/", claims.listing, name="claims"),
    path("register/claims/<int:pk>/", claims.claim, name="claim"),
    path("register/claims/<int:pk>/decide/", claims.decide, name="claim_decide"),
    path("register/claims/<int:pk>/paper/", claims.paper, name="claim_paper"),
    path("register/imports/", imports.listing, name="imports"),
    path("register/imports/<int:pk>/", imports.preview, name="import"),
    path("register/imports/<int:pk>/columns/", imports.columns, name="import_columns"),
    path("register/imports/<int:pk>/step/", imports.step, name="import_step"),
    path("register/imports/<int:pk>/doubtful/<int:row_pk>/", imports.decide, name="import_decide"),
    path("register/imports/<int:pk>/rejected.xlsx", imports.rejected, name="import_rejected"),
]
