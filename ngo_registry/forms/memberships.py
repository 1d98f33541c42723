"""Invite a colleague, choose a role."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ngo_registry.models import NgoMembership


class InviteForm(forms.Form):
    """Whom, and in which role."""

    use_required_attribute = False
    email = forms.EmailField(
        label=_("E-mail of the colleague"),
        help_text=_("An invitation is sent there; the person accepts it after signing in with this address."),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=NgoMembership.Role.choices,
        initial=NgoMembership.Role.EDITOR,
        widget=forms.RadioSelect,
    )


class RoleForm(forms.Form):
    """Another role."""

    role = forms.ChoiceField(label=_("Role"), choices=NgoMembership.Role.choices)
