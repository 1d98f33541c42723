"""Public pages of participation and of the Council."""

from django.urls import path

from council.views import public

app_name = "council_public"
urlpatterns = [
    path("council/", public.council, name="council"),
    path("council/sessions/<int:pk>/", public.session, name="session"),
    path("participation/", public.participation, name="participation"),
    path("participation/calls/<int:pk>/", public.call, name="call"),
]
