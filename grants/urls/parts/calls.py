"""Addresses of priorities, plans, commissions and calls."""

from django.urls import path

from grants.views import public_applications, public_sessions
from grants.views import public_calls as public_views
from grants.views import staff_call_parts as parts
from grants.views import staff_calls as calls
from grants.views import staff_commissions as commissions
from grants.views import staff_plans as plans
from grants.views import staff_priorities as priorities
from grants.views.staff_own_rules import own_rules

public: list = [
    path("calls/", public_views.listing, name="calls"),
    path("calls/priorities/<int:year>/", public_views.priority, name="priorities"),
    path("calls/<slug:slug>/", public_views.call, name="call"),
    path(
        "calls/<slug:slug>/applications/<str:number>/",
        public_applications.application,
        name="decided_application",
    ),
    path("calls/<slug:slug>/sessions/<int:session>/", public_sessions.minutes, name="minutes"),
]
portal: list = []
evaluation: list = []
staff: list = [
    path("priorities/", priorities.listing, name="priorities"),
    path("priorities/new/", priorities.new, name="priority_new"),
    path("priorities/<int:year>/", priorities.decision, name="priority"),
    path("priorities/<int:year>/step/", priorities.step, name="priority_step"),
    path("priorities/<int:year>/budget/", priorities.budget, name="priority_budget"),
    path("priorities/<int:year>/rows/new/", priorities.item, name="priority_item_new"),
    path("priorities/<int:year>/rows/<int:pk>/", priorities.item, name="priority_item"),
    path("priorities/<int:year>/rows/<int:pk>/remove/", priorities.item_remove, name="priority_item_remove"),
    path("priorities/<int:year>/adopt/", priorities.adopt, name="priority_adopt"),
    path("priorities/<int:year>/publish/", priorities.publish, name="priority_publish"),
    path("calls/plans/", plans.listing, name="plans"),
    path("calls/plans/new/", plans.plan, name="plan_new"),
    path("calls/plans/publish/", plans.publish, name="plans_publish"),
    path("calls/plans/<int:pk>/", plans.plan, name="plan"),
    path("calls/plans/<int:pk>/remove/", plans.remove, name="plan_remove"),
    path("commissions/", commissions.listing, name="commissions"),
    path("commissions/new/", commissions.new, name="commission_new"),
    path("commissions/<int:pk>/", commissions.commission, name="commission"),
    path("commissions/<int:pk>/step/", commissions.step, name="commission_step"),
    path("commissions/<int:pk>/nominations/", commissions.link, name="commission_link"),
    path("commissions/<int:pk>/members/new/", commissions.seat, name="commission_seat"),
    path("commissions/<int:pk>/members/<int:member>/end/", commissions.unseat, name="commission_unseat"),
    path("commissions/<int:pk>/members/<int:member>/exempt/", commissions.exempt, name="commission_exempt"),
    path("commissions/<int:pk>/statement/", commissions.statement, name="commission_statement"),
    path("calls/", calls.listing, name="calls"),
    path("calls/new/", calls.start, name="call_start"),
    path("calls/new/<int:commission>/", calls.new, name="call_new"),
    path("calls/<int:pk>/", calls.call, name="call"),
    path("calls/<int:pk>/preview/", calls.preview, name="call_preview"),
    path("calls/<int:pk>/publish/", calls.publish, name="call_publish"),
    path("calls/<int:pk>/extend/", calls.extend, name="call_extend"),
    path("calls/<int:pk>/step/", calls.step, name="call_step"),
    path("calls/<int:pk>/basics/", parts.basics, name="call_basics"),
    path("calls/<int:pk>/money/", parts.money, name="call_money"),
    path("calls/<int:pk>/rules/", own_rules, name="call_own_rules"),
    path("calls/<int:pk>/texts/", parts.texts, name="call_texts"),
    path("calls/<int:pk>/criteria/default/", parts.default_criteria, name="call_default_criteria"),
    path("calls/<int:pk>/criteria/new/", parts.criterion, name="call_criterion_new"),
    path("calls/<int:pk>/criteria/<int:part>/", parts.criterion, name="call_criterion"),
    path(
        "calls/<int:pk>/criteria/<int:criterion>/new/", parts.subcriterion_new, name="call_subcriterion_new"
    ),
    path("calls/<int:pk>/subcriteria/<int:part>/", parts.subcriterion, name="call_subcriterion"),
    path("calls/<int:pk>/documents/new/", parts.document, name="call_document_new"),
    path("calls/<int:pk>/documents/<int:part>/", parts.document, name="call_document"),
    *(
        path(
            f"calls/<int:pk>/{kind}/<int:part>/remove/",
            parts.remove,
            {"kind": kind},
            name=f"call_{kind}_remove",
        )
        for kind in parts.PARTS
    ),
]
