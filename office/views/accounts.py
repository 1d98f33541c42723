"""What a person sets for himself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from office.doors import portal
from office.forms import SettingsForm
from office.services.people import change_settings
from office.views.helpers import attempt, saved


@portal(ngo=False)
def settings_page(request: HttpRequest) -> HttpResponse:
    """Name, language, density of tables; the way to password and second factor."""
    user = request.user
    initial = {"full_name": user.full_name, "language": user.language, "compact": user.compact}
    form = SettingsForm(request.POST or None, initial=initial)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(request, form, change_settings, by=user, **form.cleaned_data):
        saved(request)
        return redirect("office_home:settings")
    return render(request, "office/accounts/settings.html", {"form": form})
