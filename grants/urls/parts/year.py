"""Addresses of the programming of a year: cycles, analyses, consultations, plans, who is late."""

from django.urls import path

from grants.views import portal_consultations, public_programming
from grants.views import staff_analyses as analyses
from grants.views import staff_comments as comments
from grants.views import staff_late as late
from grants.views import staff_programming as cycles

public: list = [
    path("calls/consultations/", public_programming.consultations, name="consultations"),
    path("calls/consultations/<int:pk>/", public_programming.analysis, name="consultation"),
    path("calls/consultations/<int:pk>/comment/", public_programming.comment, name="comment"),
    path("calls/consultations/<int:pk>/comment/sent/", public_programming.comment_sent, name="comment_sent"),
    path("calls/comments/<str:token>/", public_programming.comment_confirm, name="comment_confirm"),
    path("calls/late/", public_programming.late_page, name="late"),
    path("calls/plan/", public_programming.plan_page, name="plan_calendar"),
]
portal: list = [
    path("consultations/", portal_consultations.listing, name="consultations"),
    path("consultations/<int:pk>/", portal_consultations.consultation, name="consultation"),
]
evaluation: list = []
staff: list = [
    path("programming/", cycles.listing, name="cycles"),
    path("programming/new/", cycles.new, name="cycle_new"),
    path("programming/<int:year>/", cycles.cycle, name="cycle"),
    path("programming/<int:year>/change/", cycles.change, name="cycle_change"),
    path("programming/<int:year>/assemble/", cycles.assemble, name="assemble"),
    path("programming/<int:year>/sums/", cycles.comparison, name="comparison"),
    path("programming/<int:year>/sums.csv", cycles.comparison_file, {"ending": "csv"}, name="comparison_csv"),
    path(
        "programming/<int:year>/sums.xlsx", cycles.comparison_file, {"ending": "xlsx"}, name="comparison_xlsx"
    ),
    path("programming/<int:year>/bodies/<int:pk>/none/", cycles.no_call, name="no_call"),
    path("programming/<int:year>/bodies/<int:pk>/none/back/", cycles.no_call_back, name="no_call_back"),
    path("programming/<int:year>/analyses/new/", analyses.new, name="analysis_new"),
    path("priorities/<int:year>/opinion/", cycles.opinion, name="priority_opinion"),
    path("priorities/<int:year>/rows/<int:pk>/decided/", cycles.decided_sum, name="decided_sum"),
    path("analyses/<int:pk>/", analyses.analysis, name="analysis"),
    path("analyses/<int:pk>/text/", analyses.texts, name="analysis_texts"),
    path("analyses/<int:pk>/step/", analyses.step, name="analysis_step"),
    path("analyses/<int:pk>/discard/", analyses.discard, name="analysis_discard"),
    path("analyses/<int:pk>/report/", analyses.report, name="analysis_report"),
    path("analyses/<int:pk>/return/", analyses.send_back, name="analysis_send_back"),
    path("analyses/<int:pk>/calls/new/", analyses.proposed_call, name="proposed_call_new"),
    path("analyses/<int:pk>/calls/<int:call>/", analyses.proposed_call, name="proposed_call"),
    path(
        "analyses/<int:pk>/calls/<int:call>/remove/",
        analyses.proposed_call_remove,
        name="proposed_call_remove",
    ),
    path("analyses/<int:pk>/comments/<int:comment>/", comments.answer, name="comment_answer"),
    path("analyses/<int:pk>/comments/<int:comment>/hide/", comments.hide, name="comment_hide"),
    path("late/", late.listing, name="late"),
    path("late/remind/", late.remind, name="late_remind"),
    *(
        path(
            f"late/{duty}/<int:year>/<int:pk>/letter/",
            late.letter,
            {"duty": duty},
            name=f"late_letter_{duty}",
        )
        for duty in ("analyses", "plan", "call")
    ),
    path("late/plan/<int:year>/<int:pk>/exempt/", late.exempt, name="late_exempt"),
    path("calls/plans/none/", late.no_calls, name="plans_none"),
    path("calls/plans/answers/<int:pk>/back/", late.answer_back, name="plan_answer_back"),
]
unprefixed: list = [
    path("calls/plan/<int:year>/plan.ics", public_programming.plan_file, {"ending": "ics"}, name="plan_ics"),
    path("calls/plan/<int:year>/plan.csv", public_programming.plan_file, {"ending": "csv"}, name="plan_csv"),
    path(
        "calls/plan/<int:year>/plan.xlsx", public_programming.plan_file, {"ending": "xlsx"}, name="plan_xlsx"
    ),
    path("calls/late/<int:year>/late.csv", public_programming.late_file, {"ending": "csv"}, name="late_csv"),
    path(
        "calls/late/<int:year>/late.xlsx", public_programming.late_file, {"ending": "xlsx"}, name="late_xlsx"
    ),
    path(
        "calls/priorities/<int:year>/sums.csv",
        public_programming.sums_file,
        {"ending": "csv"},
        name="sums_csv",
    ),
    path(
        "calls/priorities/<int:year>/sums.xlsx",
        public_programming.sums_file,
        {"ending": "xlsx"},
        name="sums_xlsx",
    ),
    path("calls/consultations/<int:pk>/analysis.pdf", public_programming.analysis_file, name="analysis"),
]
