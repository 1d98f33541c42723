"""Shapes of what is written about commissions and by their members."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from council.models import NominationCall
from grants.models import Application, Commission, CommissionMember
from office.models import Body
from office.templatetags.saradnja import script

R = CommissionMember.Role


class CommissionForm(forms.Form):
    """A commission to be formed."""

    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())
    year = forms.IntegerField(label=_("Budget year"), min_value=2018, max_value=2100)
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_(
            "For example: Commission for the allocation of funds in the area of environmental protection."
        ),
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies
        self.initial.setdefault("year", timezone.localdate().year)
        if bodies.count() == 1:
            self.initial.setdefault("body", bodies.first())


class CommissionFilter(forms.Form):
    """Filters of the list, kept in the address."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *Commission.State.choices]
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=2018, max_value=2100)


class LinkForm(forms.Form):
    """The public call by which the NGO member is found."""

    nomination_call = forms.ModelChoiceField(
        label=_("Public call for the NGO member"), queryset=NominationCall.objects.none()
    )

    def __init__(self, *args: Any, calls: QuerySet[NominationCall], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nomination_call"].queryset = calls


class SeatForm(forms.Form):
    """Who is seated, and as what."""

    role = forms.ChoiceField(label=_("Role"), choices=R.choices)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("By this e-mail the member signs in; an account is opened if there is none."),
    )
    full_name = forms.CharField(
        label=_("Name and surname"),
        required=False,
        max_length=150,
        help_text=_("Only for a person without an account. The NGO member's name comes from the list."),
    )


class EndForm(forms.Form):
    """Why a member leaves or an exemption is made."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class StatementForm(forms.Form):
    """A member's statement on conflict of interest."""

    links = forms.CharField(
        label=_("NGOs I am or was linked to"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Membership, work, contracts, near relatives in their bodies. You will be exempted from their "
            "applications."
        ),
    )
    accept = forms.BooleanField(
        label=_(
            "I state that I have no other private interest in the applications I will check, order or decide, "
            "and that I will step aside from any application in which one appears."
        )
    )


class ExemptForm(forms.Form):
    """From which application a member steps aside, and why."""

    application = forms.ModelChoiceField(label=_("Application"), queryset=Application.objects.none())
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, applications: QuerySet[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["application"]
        field.queryset = applications
        field.label_from_instance = lambda row: (
            f"{row.number} · {script(row.organisation.name)} · {script(row.title)}"
        )
