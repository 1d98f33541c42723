"""Shapes of input of the sessions of a commission and of statements for one call."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.models import Application, Call, CommissionMember, SessionPresence, SessionVote
from grants.queries.commission_ties import Tie
from office.templatetags.saradnja import script

MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
C = SessionVote.Choice


class SessionForm(forms.Form):
    """When and where, and what about."""

    use_required_attribute = False
    starts_at = forms.DateTimeField(label=_("Date and hour"), widget=MOMENT)
    place = forms.CharField(
        label=_("Place"), max_length=200, help_text=_("A room, or the address of an online meeting.")
    )
    agenda = forms.CharField(
        label=_("Agenda"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One point in each line. Points may be added and tied to a call later."),
    )

    def clean_agenda(self) -> list[str]:
        """Points, one from each line."""
        return [line.strip() for line in self.cleaned_data["agenda"].splitlines() if line.strip()]


class ItemForm(forms.Form):
    """A point of the agenda."""

    use_required_attribute = False
    title = forms.CharField(label=_("Point of the agenda"), max_length=300)
    call = forms.ModelChoiceField(
        label=_("Public call"), queryset=Call.objects.none(), required=False, empty_label=_("none")
    )
    application = forms.ModelChoiceField(
        label=_("Application"),
        queryset=Application.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("Only when the point is about one application: exempted members do not vote on it."),
    )

    def __init__(
        self, *args: Any, calls: QuerySet[Call], applications: QuerySet[Application], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        call, application = self.fields["call"], self.fields["application"]
        call.queryset, application.queryset = calls, applications
        call.label_from_instance = lambda row: f"{row.number} · {script(row.title)}"[:110]
        application.label_from_instance = lambda row: f"{row.number} · {script(row.organisation.name)}"[:110]


class PresenceForm(forms.Form):
    """Who came, and why others did not."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, members: list[CommissionMember], rows: list[SessionPresence], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members, known = members, {row.member_id: row for row in rows}
        for member in members:
            row = known.get(member.pk)
            self.fields[f"here-{member.pk}"] = forms.BooleanField(
                label=f"{script(member.full_name)}, {member.get_role_display()}",
                required=False,
                initial=row.present if row else False,
            )
            self.fields[f"note-{member.pk}"] = forms.CharField(
                label=_("Why absent: %(name)s") % {"name": script(member.full_name)},
                required=False,
                max_length=200,
                initial=row.note if row else "",
            )

    def facts(self) -> dict[str, Any]:
        """Who came and notes about the others."""
        data = self.cleaned_data
        return {
            "came": {m.pk for m in self.members if data.get(f"here-{m.pk}")},
            "notes": {m.pk: data.get(f"note-{m.pk}", "") for m in self.members},
        }


class VoteForm(forms.Form):
    """How each present member voted, and the conclusion."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, members: list[CommissionMember], aside: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.voting = [member for member in members if member.pk not in aside]
        for member in self.voting:
            name = script(member.full_name)
            self.fields[f"vote-{member.pk}"] = forms.ChoiceField(
                label=name, choices=C.choices, widget=forms.RadioSelect
            )
            self.fields[f"reason-{member.pk}"] = forms.CharField(
                label=_("Why %(name)s does not vote") % {"name": name},
                required=False,
                max_length=300,
                help_text=_("Only for who is recused."),
            )
        self.fields["conclusion"] = forms.CharField(
            label=_("Conclusion"),
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 4, "data-counter": True}),
        )

    def facts(self) -> dict[str, Any]:
        """Votes, reasons and the conclusion."""
        data = self.cleaned_data
        return {
            "choices": {m.pk: data[f"vote-{m.pk}"] for m in self.voting},
            "reasons": {m.pk: data.get(f"reason-{m.pk}", "") for m in self.voting},
            "conclusion": data["conclusion"],
        }


class NoteForm(forms.Form):
    """A conclusion without a vote."""

    use_required_attribute = False
    conclusion = forms.CharField(
        label=_("Conclusion"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4, "data-counter": True})
    )


class CourseForm(forms.Form):
    """The course of the session."""

    use_required_attribute = False
    notes = forms.CharField(
        label=_("Course of the session"),
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8, "data-counter": True}),
        help_text=_("What was said, separate opinions. It stands in the minutes."),
    )


class CallStatementForm(forms.Form):
    """A member's statement for one call, with an answer to every tie the register shows."""

    use_required_attribute = False

    def __init__(self, *args: Any, ties: list[Tie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ties = ties
        for tie in ties:
            number = tie.application.number
            self.fields[f"why-{tie.application.pk}"] = forms.CharField(
                label=_("Application %(number)s: why this is no conflict") % {"number": number},
                required=False,
                max_length=300,
                help_text=_("%(what)s. Leave it empty and you step aside from this application.")
                % {"what": tie.what},
            )
        self.fields["accept"] = forms.BooleanField(
            label=_(
                "I have read the list of applicants and their partners. I have no private interest in any "
                "application other than those from which I step aside."
            )
        )

    def facts(self) -> dict[str, Any]:
        """The statement and the ties that are explained."""
        denied = {tie.application.pk: self.cleaned_data[f"why-{tie.application.pk}"] for tie in self.ties}
        return {"text": str(self.fields["accept"].label), "denied": denied}
