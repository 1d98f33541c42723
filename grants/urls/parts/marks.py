"""Addresses of what came to scoring and deciding: corrections, signed sheets, simulator, letters, answers to awards."""

from django.urls import path, re_path

from grants.views import (
    evaluation_sheets,
    portal_awards,
    public_allocation,
    staff_awards,
    staff_decision_letters,
    staff_sheets,
    staff_simulator,
)

public = [
    path("calls/<slug:slug>/allocation.txt", public_allocation.text, name="allocation_text"),
]
portal = [
    path("awards/<int:pk>/", portal_awards.award, name="award"),
    path("awards/<int:pk>/decline/", portal_awards.decline, name="award_decline"),
]
evaluation = [
    path("sheets/<int:pk>/correction/", evaluation_sheets.correction, name="correction"),
    path("sheets/<int:pk>/signed/", evaluation_sheets.signed, name="signed"),
    path("sheets/<int:pk>/signed.pdf", evaluation_sheets.signed_file, name="signed_file"),
    path(
        "sheets/<int:pk>/former/<int:correction>/sheet.pdf", evaluation_sheets.former_file, name="former_file"
    ),
]
staff = [
    path("sheets/corrections/<int:pk>/", staff_sheets.answer, name="correction_answer"),
    path("sheets/corrections/<int:pk>/sheet.pdf", staff_sheets.former_file, name="former_file"),
    path("sheets/<int:pk>/signed.pdf", staff_sheets.signed_file, name="signed_file"),
    path("calls/<int:pk>/ranking/simulator/", staff_simulator.simulator, name="simulator"),
    path(
        "calls/<int:pk>/ranking/variants/<int:variant>/by-hand/",
        staff_simulator.by_hand,
        name="variant_by_hand",
    ),
    path("calls/<int:pk>/ranking/areas/", staff_simulator.areas, name="ranking_areas"),
    re_path(
        r"^calls/(?P<pk>[0-9]+)/ranking/variants\.(?P<ending>csv|xlsx)$",
        staff_simulator.table,
        name="variants_table",
    ),
    path("calls/<int:pk>/decision/letters/", staff_decision_letters.letters, name="decision_letters"),
    path(
        "calls/<int:pk>/decision/letters/<int:letter>/", staff_decision_letters.letter, name="decision_letter"
    ),
    path("calls/<int:pk>/decision/awards/", staff_awards.awards, name="decision_awards"),
    path("awards/<int:row>/", staff_awards.award, name="award"),
]
