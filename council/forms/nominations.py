"""Shapes of what staff and NGOs write about nominations."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council.models import Council, CouncilAppointment, CouncilSeat, NominationCall
from office import jurisdiction
from office.models import User
from office.models.user import bodies_of
from office.roles import Permission as P

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class CallForm(forms.ModelForm):
    """A call: for which body, for what, which places."""

    seats = forms.CharField(
        label=_("Places to be filled"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One area or place in each line. For more than one place in an area write the number "
            "after a bar, for example: protection of persons with disability | 2. "
            "For the Council leave it empty: free seats of NGOs are taken."
        ),
    )

    class Meta:
        model = NominationCall
        fields = ("body", "kind", "council", "title", "field_of_work", "subject", "contact", "own_days")
        widgets = {"subject": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "field_of_work": _("The organisation and the candidate prove experience in this field."),
            "own_days": _("Only where the rulebook sets no number of days."),
            "contact": _("Name, phone or e-mail that may be published."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["body"].queryset = bodies_of(user, P.MANAGE_NOMINATIONS).active(today)
        council = jurisdiction.has_feature("council") and user.can(P.MANAGE_COUNCIL)
        if council:
            self.fields["council"].queryset = Council.objects.filter(ends_on__gte=today)
        else:
            del self.fields["council"]
            kinds = [
                choice for choice in NominationCall.Kind.choices if choice[0] != NominationCall.Kind.COUNCIL
            ]
            self.fields["kind"].choices = kinds
        if self.instance.pk:
            self.initial["seats"] = "\n".join(
                seat.name if seat.places == 1 else f"{seat.name} | {seat.places}"
                for seat in self.instance.seats.all()
            )

    def clean_seats(self) -> list[dict[str, Any]]:
        """Lines to places; the number after a bar is a whole number from 1 to 20."""
        rows, names = [], set()
        for line in self.cleaned_data["seats"].splitlines():
            name, _bar, places = (part.strip() for part in line.partition("|"))
            if not name:
                continue
            if places and not (places.isdecimal() and 1 <= int(places) <= 20):
                raise forms.ValidationError(
                    _("The number of places in “%(line)s” is not a number from 1 to 20."),
                    params={"line": line},
                )
            if name.casefold() in names:
                raise forms.ValidationError(_("“%(name)s” is named twice."), params={"name": name})
            names.add(name.casefold())
            rows.append({"name": name[:200], "places": int(places or 1)})
        return rows

    def clean(self) -> dict[str, Any]:
        """Free seats of the Council when none are written; else at least one place."""
        data = super().clean()
        council = data.get("council")
        if data.get("kind") == NominationCall.Kind.COUNCIL and council:
            data["seats"] = council_places(
                council, {row["name"].casefold() for row in data.get("seats") or []}
            )
            if not data["seats"]:
                self.add_error("seats", _("No free seat of an NGO in this composition has such a name."))
        elif not data.get("seats") and "seats" not in self.errors:
            self.add_error("seats", _("Write at least one place to be filled."))
        return data

    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        facts = dict(self.cleaned_data)
        facts.setdefault("council", None)
        return facts


def council_places(council: Council, wanted: set[str]) -> list[dict[str, Any]]:
    """Free seats of NGOs in a composition, all or those named."""
    held = CouncilAppointment.objects.filter(ended_on__isnull=True).values("seat")
    free = council.seats.filter(kind=CouncilSeat.Kind.NGO).exclude(pk__in=held)
    rows = [seat for seat in free.order_by("order") if not wanted or seat.name.casefold() in wanted]
    return [{"name": seat.name, "places": 1, "council_seat": seat} for seat in rows]


class CallFilter(forms.Form):
    """Filters of the staff list, kept in the address."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *NominationCall.State.choices]
    )
    kind = forms.ChoiceField(
        label=_("For"), required=False, choices=[("", _("all")), *NominationCall.Kind.choices]
    )


class AppointForm(forms.Form):
    """The act of appointment."""

    on = forms.DateField(label=_("Date of the act"), widget=DAY)
    act_number = forms.CharField(
        label=_("Number of the act"),
        required=False,
        max_length=60,
        help_text=_("Leave it empty to take the next number of the portal."),
    )


class ReasonForm(forms.Form):
    """A reason in writing."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class ChoiceForm(forms.Form):
    """A place chosen by its number."""

    choice = forms.IntegerField(label=_("Place to be filled"), min_value=1)


class MatchForm(forms.Form):
    """A candidate (or two spellings) and the reason in writing."""

    key = forms.CharField(label=_("Candidate"), max_length=200)
    into = forms.CharField(label=_("count together with"), max_length=200, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=1000, required=False)


class StepForm(forms.Form):
    """A step of the workflow, with its reason where one is asked."""

    action = forms.CharField(label=_("What may be done now"), max_length=40)
    note = forms.CharField(label=_("Reason"), max_length=2000, required=False)
