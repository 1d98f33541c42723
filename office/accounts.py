"""Accounts: e-mail login through allauth, a name asked at sign-up."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class SignupForm(forms.Form):
    """What sign-up asks besides e-mail and password."""

    full_name = forms.CharField(label=_("Name and surname"), max_length=150)

    field_order = ["full_name", "email", "password1", "password2"]

    def signup(self, request, user):
        """Keep the name and the language in which the person signed up."""
        user.full_name = self.cleaned_data["full_name"]
        user.language = get_language() or settings.OFFICE_LANGUAGES[0]
        user.save(update_fields=["full_name", "language"])


class AccountAdapter(DefaultAccountAdapter):
    """Where people land after login."""

    def get_login_redirect_url(self, request):
        """The room of the person's first role."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)
