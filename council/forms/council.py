"""Shapes of what the Council's secretariat writes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council.models import AgendaItem, Conclusion, CouncilAppointment, Session
from ngo_registry.queries import organisation_by_number
from office.rulebooks import Rules
from office.templatetags.saradnja import script

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


def lines(text: str) -> list[str]:
    """Non-empty lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class CouncilForm(forms.Form):
    """A new composition: act, term, seats."""

    name = forms.CharField(label=_("Name"), max_length=300)
    act_number = forms.CharField(label=_("Number of the act"), max_length=60)
    act_date = forms.DateField(label=_("Date of the act"), widget=DAY)
    appointed_on = forms.DateField(label=_("Mandate from"), widget=DAY)
    ends_on = forms.DateField(
        label=_("Mandate until"),
        required=False,
        widget=DAY,
        help_text=_("Leave it empty to take the term of the rulebook."),
    )
    president = forms.CharField(
        label=_("Seat of the president"),
        max_length=200,
        help_text=_("The function that presides, for example: minister."),
    )
    state_seats = forms.CharField(
        label=_("Seats of state bodies"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("One body in each line."),
    )
    ngo_seats = forms.CharField(
        label=_("Seats of NGOs"),
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("One area in each line."),
    )
    tasks = forms.CharField(
        label=_("What the Council does"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ngo_seats", script("\n".join(rules.council.areas.value or ())))

    def clean_state_seats(self) -> list[str]:
        """Lines to names."""
        return lines(self.cleaned_data["state_seats"])

    def clean_ngo_seats(self) -> list[str]:
        """Lines to names."""
        return lines(self.cleaned_data["ngo_seats"])


class MemberForm(forms.Form):
    """Who takes a seat."""

    person_name = forms.CharField(label=_("Name and surname"), max_length=150)
    function = forms.CharField(label=_("Function"), required=False, max_length=200)
    act_number = forms.CharField(label=_("Number of the act"), max_length=60)
    starts_on = forms.DateField(label=_("From"), widget=DAY)
    organisations = forms.CharField(
        label=_("Proposed by"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Register numbers of the organisations that proposed the member, one in each line."),
    )

    def clean_organisations(self) -> list[Any]:
        """Register numbers to organisations."""
        found = []
        for number in lines(self.cleaned_data["organisations"]):
            organisation = organisation_by_number(number)
            if organisation is None:
                raise forms.ValidationError(
                    _("No organisation has the number %(number)s."), params={"number": number}
                )
            found.append(organisation)
        return found


class EndForm(forms.Form):
    """The end of a mandate before its term."""

    ended_on = forms.DateField(label=_("Ended on"), widget=DAY, initial=timezone.localdate)
    end_reason = forms.ChoiceField(label=_("Reason of the end"), choices=CouncilAppointment.EndReason.choices)
    end_act = forms.CharField(label=_("Number of the act of dismissal"), required=False, max_length=60)


class DeputyForm(forms.Form):
    """Since when the member is deputy president."""

    since = forms.DateField(label=_("Deputy president since"), widget=DAY, initial=timezone.localdate)


class SessionForm(forms.Form):
    """When, how and where."""

    at = forms.DateTimeField(label=_("Date and hour"), widget=MOMENT)
    mode = forms.ChoiceField(label=_("Way"), choices=Session.Mode.choices)
    place = forms.CharField(label=_("Place of the session"), required=False, max_length=200)


class ItemForm(forms.Form):
    """A point of the agenda."""

    title = forms.CharField(label=_("Point of the agenda"), max_length=300)
    text = forms.CharField(label=_("Explanation"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    upload = forms.FileField(
        label=_("Material"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF, JPG, PNG, DOCX or XLSX, up to 20 MB. Anybody can read it."),
    )


class PresenceForm(forms.Form):
    """Who was at the session."""

    present = forms.ModelMultipleChoiceField(
        label=_("Members present"),
        queryset=CouncilAppointment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, members: list[CouncilAppointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["present"]
        field.queryset = CouncilAppointment.objects.filter(pk__in=[member.pk for member in members])
        field.choices = [
            (member.pk, script(f"{member.person_name} – {member.seat.name}")) for member in members
        ]


class MinutesForm(forms.Form):
    """The minutes, as text or as a file."""

    minutes = forms.CharField(label=_("Minutes"), required=False, widget=forms.Textarea(attrs={"rows": 8}))
    upload = forms.FileField(label=_("File of the minutes"), required=False, allow_empty_file=True)


class AdoptForm(forms.Form):
    """The day on which the minutes were adopted."""

    on = forms.DateField(label=_("Minutes adopted on"), widget=DAY, initial=timezone.localdate)


class ConclusionForm(forms.Form):
    """What was concluded."""

    text = forms.CharField(label=_("Conclusion"), widget=forms.Textarea(attrs={"rows": 3}))
    carrier = forms.CharField(label=_("Carrier"), max_length=200)
    due = forms.DateField(label=_("Due"), required=False, widget=DAY)
    item = forms.ModelChoiceField(
        label=_("Point of the agenda"), queryset=AgendaItem.objects.none(), required=False
    )

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = session.items.all()


class ConclusionStatusForm(forms.Form):
    """How far a conclusion is carried out."""

    status = forms.ChoiceField(label=_("Status"), choices=Conclusion.Status.choices)
    note = forms.CharField(label=_("What was done"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
