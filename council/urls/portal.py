"""Rooms where an NGO proposes its candidates."""

from django.urls import path

from council.views import portal

app_name = "council_portal"
urlpatterns = [
    path("nominations/", portal.nominations, name="nominations"),
    path("nominations/calls/<int:pk>/", portal.call, name="call"),
    path("nominations/<int:pk>/", portal.proposal, name="proposal"),
    path("nominations/<int:pk>/papers/", portal.add_paper, name="add_paper"),
    path("nominations/papers/<int:pk>/", portal.paper, name="paper"),
    path("nominations/papers/<int:pk>/remove/", portal.remove_paper, name="remove_paper"),
    path("nominations/<int:pk>/hand-in/", portal.hand_in, name="hand_in"),
    path("nominations/<int:pk>/withdraw/", portal.withdraw, name="withdraw"),
]
