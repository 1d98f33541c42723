"""Staff rooms of nominations and of the Council."""

from django.urls import path

from council.views import members, nominations, proposals, sessions

app_name = "council_staff"
urlpatterns = [
    path("nominations/", nominations.listing, name="nominations"),
    path("nominations/new/", nominations.new, name="nomination_new"),
    path("nominations/<int:pk>/", nominations.nomination, name="nomination"),
    path("nominations/<int:pk>/edit/", nominations.edit, name="nomination_edit"),
    path("nominations/<int:pk>/step/", nominations.step, name="nomination_step"),
    path("nominations/<int:pk>/appoint/", nominations.appoint, name="nomination_appoint"),
    path("nominations/<int:pk>/places/<int:seat>/choose/", nominations.choose, name="nomination_choose"),
    path("nominations/<int:pk>/places/<int:seat>/join/", nominations.join, name="nomination_join"),
    path("nominations/proposals/<int:pk>/", proposals.proposal, name="proposal"),
    path("nominations/proposals/<int:pk>/separate/", proposals.separate, name="proposal_separate"),
    path("nominations/papers/<int:pk>/", proposals.paper, name="paper"),
    path("council/", members.council, name="council"),
    path("council/new/", members.new_council, name="council_new"),
    path("council/compositions/<int:pk>/", members.composition, name="composition"),
    path("council/seats/<int:pk>/appoint/", members.appoint, name="seat_appoint"),
    path("council/members/<int:pk>/end/", members.end, name="member_end"),
    path("council/members/<int:pk>/deputy/", members.deputy, name="member_deputy"),
    path("council/compositions/<int:pk>/sessions/new/", sessions.new, name="session_new"),
    path("council/sessions/<int:pk>/", sessions.session, name="session"),
    path("council/sessions/<int:pk>/move/", sessions.move, name="session_move"),
    path("council/sessions/<int:pk>/agenda/", sessions.add_item, name="session_add_item"),
    path("council/agenda/<int:pk>/remove/", sessions.remove_item, name="session_remove_item"),
    path("council/sessions/<int:pk>/held/", sessions.hold, name="session_hold"),
    path("council/sessions/<int:pk>/minutes/", sessions.minutes, name="session_minutes"),
    path("council/sessions/<int:pk>/adopt/", sessions.adopt, name="session_adopt"),
    path("council/sessions/<int:pk>/cancel/", sessions.cancel, name="session_cancel"),
    path("council/sessions/<int:pk>/conclusions/", sessions.add_conclusion, name="session_add_conclusion"),
    path("council/conclusions/<int:pk>/", sessions.conclusion, name="conclusion"),
]
