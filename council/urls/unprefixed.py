"""Files of participation and of the Council, the same in every language."""

from django.urls import path

from council.views import files

app_name = "council_files"
urlpatterns = [
    path("participation/calendar.ics", files.calendar, name="calendar"),
    path("participation/calls/<int:pk>/list.pdf", files.nomination_list, name="list"),
    path("council/sessions/<int:pk>/minutes/", files.minutes, name="minutes"),
    path("council/sessions/<int:pk>/agenda/<int:item>/", files.agenda_item, name="agenda_item"),
]
