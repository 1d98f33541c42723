"""Addresses of the rooms of `applications`."""

from django.urls import path, register_converter

from grants.forms.application_sections import BY_KEY
from grants.views import (
    portal_applications,
    portal_parts,
    portal_questions,
    portal_sections,
    portal_submission,
    staff_applications,
    staff_checks,
)


class PartKey:
    """The key of a part of an application."""

    regex = "|".join(BY_KEY)

    def to_python(self, value: str) -> str:
        """The key as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The key as it stands."""
        return value


class ListKey(PartKey):
    """The key of a part that is a list to add to."""

    regex = "|".join(portal_parts.LISTS)


class Ending(PartKey):
    """How a downloaded table ends."""

    regex = "csv|xlsx"


class QuestionPage(PartKey):
    """The key of a page with questions of the call."""

    regex = rf"own-[0-9]{{1,9}}|more-(?:{'|'.join(BY_KEY)})"


register_converter(QuestionPage, "question_page")
register_converter(Ending, "application_ending")
register_converter(PartKey, "application_part")
register_converter(ListKey, "application_list")

public: list = []
portal: list = [
    path("", portal_applications.dashboard, name="dashboard"),
    path("applications/", portal_applications.listing, name="applications"),
    path("applications/begin/<slug:slug>/", portal_applications.begin, name="begin"),
    path("applications/<int:pk>/", portal_applications.application, name="application"),
    path("applications/<int:pk>/check/", portal_submission.check, name="check"),
    path("applications/<int:pk>/submit/", portal_submission.submit, name="submit"),
    path("applications/<int:pk>/submitted/", portal_submission.submitted, name="submitted"),
    path("applications/<int:pk>/complete/", portal_submission.complete, name="complete"),
    path("applications/<int:pk>/withdraw/", portal_submission.withdraw, name="withdraw"),
    path("applications/<int:pk>/receipt.pdf", portal_submission.receipt, name="receipt"),
    path(
        "applications/<int:pk>/completion.pdf",
        portal_submission.completion_receipt,
        name="completion_receipt",
    ),
    path("applications/<int:pk>/application.pdf", portal_submission.paper, name="application_pdf"),
    path("applications/<int:pk>/documents/<int:document>/file/", portal_parts.document, name="document"),
    path(
        "applications/<int:pk>/documents/<int:document>/remove/",
        portal_parts.document_remove,
        name="document_remove",
    ),
    path("applications/<int:pk>/documents/upload/<int:paper>/", portal_parts.upload, name="document_upload"),
    path("applications/<int:pk>/<application_list:key>/new/", portal_parts.entry, name="entry_new"),
    path("applications/<int:pk>/<application_list:key>/<int:line>/", portal_parts.entry, name="entry"),
    path(
        "applications/<int:pk>/<application_list:key>/<int:line>/remove/",
        portal_parts.remove,
        name="entry_remove",
    ),
    path("applications/<int:pk>/<application_part:key>/", portal_sections.section, name="section"),
    path("applications/<int:pk>/<question_page:key>/", portal_questions.page, name="section"),
]
evaluation: list = []
staff: list = [
    path("applications/", staff_applications.listing, name="applications"),
    path(
        "applications/list.<application_ending:ending>", staff_applications.export, name="applications_export"
    ),
    path("applications/publish-list/<int:call>/", staff_applications.publish_list, name="publish_check"),
    path("applications/<int:pk>/", staff_applications.application, name="application"),
    path("applications/<int:pk>/application.pdf", staff_applications.paper, name="application_pdf"),
    path("applications/<int:pk>/documents/<int:document>/", staff_applications.document, name="document"),
    path("applications/<int:pk>/check/", staff_checks.check, name="check"),
    path("applications/<int:pk>/check/begin/", staff_checks.begin, name="check_begin"),
    path("applications/<int:pk>/check/complete/", staff_checks.find_complete, name="find_complete"),
    path("applications/<int:pk>/check/completion/", staff_checks.ask_completion, name="ask_completion"),
    path("applications/<int:pk>/exempt/", staff_checks.step_aside, name="exempt"),
]
