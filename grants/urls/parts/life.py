"""Addresses of the life of a call: its beginning, review, hour, questions, corrections, what follows, watches."""

from django.urls import path

from grants.views import call_questions as questions
from grants.views import public_call_watch as watch
from grants.views import staff_call_life as life
from grants.views import staff_call_review as review
from grants.views import staff_call_start as start

public: list = [
    path("calls/watch/", watch.order, name="call_watch"),
    path("calls/watch/asked/", watch.asked, name="call_watch_asked"),
    path("calls/watch/ended/", watch.ended, name="call_watch_ended"),
    path("calls/watch/confirm/<str:token>/", watch.confirm, name="call_watch_confirm"),
    path("calls/watch/manage/<str:token>/", watch.manage, name="call_watch_manage"),
    path("calls/watch/end/<str:token>/", watch.end, name="call_watch_end"),
]
portal: list = [path("calls/<slug:slug>/questions/", questions.ask, name="call_questions")]
evaluation: list = []
staff: list = [
    path("calls/new/<int:commission>/source/", start.source, name="call_source"),
    path("calls/templates/", start.templates, name="call_templates"),
    path("calls/templates/<int:pk>/end/", start.template_end, name="call_template_end"),
    path("calls/reviews/", review.listing, name="call_reviews"),
    path("calls/reviews/<int:pk>/", review.opinion, name="call_opinion"),
    path("calls/reviews/<int:pk>/opinion/", review.give, name="call_opinion_give"),
    path("calls/reviews/<int:pk>/remarks/<int:remark>/remove/", review.remark_remove, name="remark_remove"),
    path("calls/<int:pk>/template/", start.template, name="call_template"),
    path("calls/<int:pk>/look/<slug:part>/", start.look, name="call_look"),
    path("calls/<int:pk>/repeat/", start.repeat, name="call_repeat"),
    path("calls/<int:pk>/second/", start.second, name="call_second"),
    path("calls/<int:pk>/dates/", life.dates, name="call_dates"),
    path("calls/<int:pk>/planned/", life.planned, name="call_planned"),
    path("calls/<int:pk>/planned/<int:plan>/off/", life.call_off, name="call_planned_off"),
    path("calls/<int:pk>/correct/", life.correct, name="call_correct"),
    path("calls/<int:pk>/review/", review.review, name="call_review"),
    path("calls/<int:pk>/review/back/", review.take_back, name="call_review_back"),
    path("calls/<int:pk>/review/remarks/<int:remark>/", review.answer, name="call_remark"),
    path("calls/<int:pk>/questions/", questions.listing, name="call_questions"),
    path("calls/<int:pk>/questions/<int:question>/", questions.answer, name="call_question"),
    path("calls/<int:pk>/questions/<int:question>/dismiss/", questions.dismiss, name="call_question_dismiss"),
]
