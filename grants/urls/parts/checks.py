"""Addresses of the formal check's acts, of sessions, of objections and of judgments."""

from django.urls import path

from grants.views import (
    portal_objections,
    public_lists,
    public_past,
    staff_annulment,
    staff_conditions,
    staff_letters,
    staff_objections,
    staff_rejections,
    staff_sessions,
    staff_statements,
)

public = [
    path("calls/<slug:slug>/rankings/<int:edition>/", public_past.ranking, name="past_ranking"),
    path("calls/<slug:slug>/decisions/<int:pk>/", public_past.decision, name="past_decision"),
    path(
        "calls/<slug:slug>/decisions/<int:pk>/applications/<str:number>/",
        public_past.application,
        name="past_application",
    ),
    path(
        "calls/<slug:slug>/decisions/<int:pk>/allocation.txt", public_past.allocation, name="past_allocation"
    ),
]
files = [
    path("calls/<slug:slug>/check-<int:edition>.pdf", public_lists.check_file, name="check_list"),
    path("calls/<slug:slug>/check-<int:edition>.csv", public_lists.check_table, name="check_table"),
    path("calls/<slug:slug>/ranking-<int:edition>.pdf", public_past.ranking_file, name="past_ranking"),
    path("calls/<slug:slug>/decision-<int:pk>.pdf", public_past.decision_file, name="past_decision"),
]
portal = [
    path("letters/<int:pk>/open/", portal_objections.open_letter, name="letter_open"),
    path("letters/<int:pk>/letter.pdf", portal_objections.letter_file, name="letter_file"),
    path("applications/<int:pk>/objection/", portal_objections.objection, name="objection"),
    path(
        "objections/<int:pk>/papers/<int:paper>/", portal_objections.objection_paper, name="objection_paper"
    ),
    path("applications/<int:pk>/inspection/", portal_objections.inspection, name="inspection"),
    path("applications/<int:pk>/inspection/open/", portal_objections.open_sheets, name="sheets_open"),
    path("applications/<int:pk>/inspection/sheets/", portal_objections.sheets, name="sheets"),
]
evaluation: list = []
staff = [
    path("calls/<int:pk>/conditions/new/", staff_conditions.condition, name="condition_new"),
    path("calls/<int:pk>/conditions/<int:part>/", staff_conditions.condition, name="condition"),
    path("calls/<int:pk>/conditions/<int:part>/step/", staff_conditions.step, name="condition_step"),
    path("applications/<int:pk>/check/rejection/", staff_rejections.propose, name="rejection_propose"),
    path(
        "applications/<int:pk>/check/rejection/<int:proposal>/",
        staff_rejections.answer,
        name="rejection_answer",
    ),
    path("letters/", staff_letters.listing, name="letters"),
    path("letters/<int:pk>/service/", staff_letters.service, name="letter_service"),
    path("letters/<int:pk>/letter.pdf", staff_letters.letter_file, name="letter_file"),
    path("commissions/<int:pk>/sessions/new/", staff_sessions.new, name="session_new"),
    path("sessions/<int:pk>/", staff_sessions.session, name="session"),
    path("sessions/<int:pk>/step/", staff_sessions.step, name="session_step"),
    path("sessions/<int:pk>/presence/", staff_sessions.presence, name="session_presence"),
    path("sessions/<int:pk>/course/", staff_sessions.course, name="session_course"),
    path("sessions/<int:pk>/items/new/", staff_sessions.item, name="session_item_new"),
    path("sessions/<int:pk>/items/<int:item>/", staff_sessions.item, name="session_item"),
    path(
        "sessions/<int:pk>/items/<int:item>/remove/", staff_sessions.item_remove, name="session_item_remove"
    ),
    path("sessions/<int:pk>/items/<int:item>/vote/", staff_sessions.vote, name="session_vote"),
    path("sessions/<int:pk>/items/<int:item>/note/", staff_sessions.note, name="session_note"),
    path("sessions/<int:pk>/minutes.pdf", staff_sessions.minutes, name="session_minutes"),
    path("calls/<int:pk>/statements/", staff_statements.statements, name="call_statements"),
    path("calls/<int:pk>/statements/mine/", staff_statements.give, name="call_statement"),
    path("calls/<int:pk>/objections/", staff_objections.after, name="after_list"),
    path(
        "calls/<int:pk>/past-variants/<int:variant>.txt", staff_objections.past_variant, name="past_variant"
    ),
    path("calls/<int:pk>/objections/new-list/", staff_objections.rerank, name="rerank"),
    path("applications/<int:pk>/objection/", staff_objections.enter, name="objection_enter"),
    path("objections/<int:pk>/", staff_objections.objection, name="objection"),
    path("objections/<int:pk>/dismiss/", staff_objections.dismiss, name="objection_dismiss"),
    path("objections/<int:pk>/uphold/", staff_objections.uphold, name="objection_uphold"),
    path("objections/<int:pk>/papers/<int:paper>/", staff_objections.paper, name="objection_paper"),
    path("inspections/<int:pk>/appointment/", staff_objections.appoint, name="inspection_appoint"),
    path("inspections/<int:pk>/record/", staff_objections.close, name="inspection_close"),
    path("calls/<int:pk>/judgment/", staff_annulment.annul, name="call_judgment"),
]
