"""Addresses of the application form of a call: its editor, the trial, what the public gets of it."""

from django.urls import path

from grants.views import public_call_forms as public_views
from grants.views import staff_call_form as editor
from grants.views import staff_form_corrections as corrections
from grants.views import staff_trial as trial

public: list = [
    path("calls/<slug:slug>/can-you-apply/", public_views.self_check, name="self_check"),
    path("calls/<slug:slug>/form/", public_views.printed, name="empty_form"),
]
portal: list = []
evaluation: list = []
FORM = "calls/<int:pk>/form/"
staff: list = [
    path(FORM, editor.form, name="call_form"),
    path(f"{FORM}standing/", editor.standing, name="form_standing"),
    path(f"{FORM}print/", editor.printed, name="form_printed"),
    path(f"{FORM}sections/new/", editor.section, name="form_section_new"),
    path(f"{FORM}sections/<int:part>/", editor.section, name="form_section"),
    path(f"{FORM}questions/new/", editor.choose, name="form_question_choose"),
    path(f"{FORM}questions/new/<slug:place>/<slug:kind>/", editor.question_new, name="form_question_new"),
    path(f"{FORM}questions/<slug:key>/", editor.question, name="form_question"),
    path(f"{FORM}questions/<slug:key>/correct/", corrections.correct, name="form_question_correct"),
    path(f"{FORM}questions/<slug:key>/template/", editor.template, name="form_question_template"),
    path(f"{FORM}before/new/", editor.eligibility, name="form_eligibility_new"),
    path(f"{FORM}before/<int:part>/", editor.eligibility, name="form_eligibility"),
    *(
        entry
        for kind, converter in (("question", "slug"), ("section", "int"), ("eligibility", "int"))
        for entry in (
            path(
                f"{FORM}{kind}/<{converter}:part>/remove/",
                editor.remove,
                {"kind": kind},
                name=f"form_{kind}_remove",
            ),
            path(
                f"{FORM}{kind}/<{converter}:part>/move/",
                editor.move,
                {"kind": kind},
                name=f"form_{kind}_move",
            ),
        )
    ),
    path("calls/<int:pk>/documents/<int:part>/template/", editor.document_template, name="document_template"),
    path(f"{FORM}trial/", trial.start, name="trial"),
    path(f"{FORM}trial/check/", trial.check, name="trial_check"),
    path(f"{FORM}trial/end/", trial.end, name="trial_end"),
    path(f"{FORM}trial/<slug:key>/", trial.page, name="trial_page"),
]
