"""Accounts: e-mail login through allauth, a name asked at sign-up."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from office.templatetags.saradnja import script


def name_of(user):
    """How letters and messages call the person: by name, in the script of the page."""
    return script(user)


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
    """Where people land after login and logout, and in whose language they are greeted."""

    def get_login_redirect_url(self, request):
        """The room of the person's first role."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def post_login(self, request, user, **facts):
        """From here on the pages speak the person's language, and so does the greeting."""
        if user.language in dict(settings.LANGUAGES):
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        return super().post_login(request, user, **facts)

    def get_logout_redirect_url(self, request):
        """The public front page in the language the person read until now."""
        return reverse("office_public:front")
