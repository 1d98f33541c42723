"""Addresses around handing in: partners, approval, newer versions, paper, messages."""

from django.urls import path

from grants.urls.parts import applications as _converters  # noqa: F401 (registers the keys of parts)
from grants.views import (
    evaluation_scoring,
    filed_versions,
    portal_filing,
    portal_partners,
    public_partners,
    staff_call_filing,
    staff_messages,
    staff_paper,
    staff_paper_parts,
)

public: list = [
    path("partners/", public_partners.code, name="partner_code"),
    path("partners/<str:code>/", public_partners.answer, name="partner_answer"),
]
evaluation: list = [
    path("sheets/<int:pk>/everything/", evaluation_scoring.whole_file, name="whole_file"),
    path("sheets/<int:pk>/everything.pdf", evaluation_scoring.whole_file_pdf, name="whole_file_pdf"),
]
portal: list = [
    path("partnerships/", portal_partners.partnerships, name="partnerships"),
    path("partnerships/<int:pk>/", portal_partners.partnership, name="partnership"),
    path("applications/<int:pk>/confirmations/", portal_partners.partners, name="partners"),
    path("applications/<int:pk>/confirmations/<int:partner>/ask/", portal_partners.ask, name="partner_ask"),
    path(
        "applications/<int:pk>/confirmations/<int:partner>/take-back/",
        portal_partners.take_back,
        name="partner_take_back",
    ),
    path("applications/<int:pk>/approval/", portal_filing.sign_off, name="sign_off"),
    path("applications/<int:pk>/approval/ask/", portal_filing.ask_sign_off, name="sign_off_ask"),
    path("applications/<int:pk>/replace/", portal_filing.replace, name="replace"),
    path("applications/<int:pk>/versions/", filed_versions.mine, name="versions"),
    path("applications/<int:pk>/everything.zip", portal_filing.everything, name="everything"),
    path("applications/<int:pk>/everything/", portal_filing.whole_file, name="whole_file"),
    path("applications/<int:pk>/everything.pdf", portal_filing.whole_file_pdf, name="whole_file_pdf"),
    path("applications/<int:pk>/messages/", portal_filing.thread, name="messages"),
    path("applications/<int:pk>/messages/read/", portal_filing.read, name="messages_read"),
    path(
        "applications/<int:pk>/messages/<int:message>/<int:paper>/",
        portal_filing.message_file,
        name="message_file",
    ),
]
staff: list = [
    path("messages/", staff_messages.listing, name="message_threads"),
    path("applications/<int:pk>/messages/", staff_messages.thread, name="messages"),
    path("applications/<int:pk>/messages/read/", staff_messages.read, name="messages_read"),
    path(
        "applications/<int:pk>/messages/<int:message>/<int:paper>/",
        staff_messages.message_file,
        name="message_file",
    ),
    path("applications/<int:pk>/versions/", filed_versions.of_office, name="versions"),
    path("applications/<int:pk>/everything.zip", staff_messages.everything, name="everything"),
    path("applications/<int:pk>/everything/", staff_messages.whole_file, name="whole_file"),
    path("applications/<int:pk>/everything.pdf", staff_messages.whole_file_pdf, name="whole_file_pdf"),
    path("paper/", staff_paper.listing, name="paper_list"),
    path("paper/receive/", staff_paper.receive, name="paper_receive"),
    path("paper/<int:pk>/", staff_paper.paper, name="paper"),
    path("paper/<int:pk>/hand-in/", staff_paper.hand_in, name="paper_hand_in"),
    path("paper/<int:pk>/discard/", staff_paper.discard, name="paper_discard"),
    path("paper/<int:pk>/scan/", staff_paper.scan, name="paper_scan"),
    path("paper/<int:pk>/documents/<int:document>/", staff_paper_parts.document, name="paper_document"),
    path("paper/<int:pk>/upload/<int:paper>/", staff_paper_parts.upload, name="paper_upload"),
    path("paper/<int:pk>/<application_list:key>/new/", staff_paper_parts.entry, name="paper_entry_new"),
    path("paper/<int:pk>/<application_list:key>/<int:line>/", staff_paper_parts.entry, name="paper_entry"),
    path(
        "paper/<int:pk>/<application_part:key>/<int:line>/remove/",
        staff_paper_parts.remove,
        name="paper_entry_remove",
    ),
    path("paper/<int:pk>/<application_part:key>/", staff_paper_parts.part, name="paper_part"),
    path("calls/<int:pk>/handing-in/", staff_call_filing.rules, name="call_filing"),
]
