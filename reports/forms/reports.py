"""Shapes of input about reports."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class OrderForm(forms.Form):
    """Which report is ordered."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    language = forms.ChoiceField(label=_("Language and script"))

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
        names = dict(settings.LANGUAGES)
        self.fields["language"].choices = [(code, names[code]) for code in settings.OFFICE_LANGUAGES]


class SendForm(forms.Form):
    """When and to whom the report went."""

    sent_on = forms.DateField(label=_("Sent on"), widget=DAY)
    sent_to = forms.CharField(label=_("Sent to"), max_length=200)
