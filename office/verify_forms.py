"""Shape of what a visitor gives to verify a document: the code, or the file itself."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Hidden, Layout, Submit
from django import forms
from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from office.codes import normalise

ENVELOPE = 64 * 1024  # what a browser writes around the file


class CodeForm(forms.Form):
    """The code as it is printed on the document."""

    code = forms.CharField(
        label=_("Code of the document"),
        help_text=_("Twelve letters and digits beside the QR code, for example 7K3M 9QXT 2HAB."),
        max_length=40,
        error_messages={"required": _("Write the code that is printed on the document.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        self.helper = _helper("get", reverse("verify"), Submit("", _("Verify")))
        self.helper.layout = Layout("code", Hidden("language", get_language()))

    def clean_code(self) -> str:
        """The code in its true form."""
        code = normalise(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("A code has twelve letters and digits. Compare what you wrote with the printed document.")
            )
        return code


class FileForm(forms.Form):
    """The PDF a visitor holds, to be compared with the issued one."""

    file = forms.FileField(
        label=_("PDF file of the document"),
        help_text=_("The file is compared and at once forgotten; it is not stored. At most 20 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Choose the PDF file to compare (at most 20 MB).")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs |= {"accept": "application/pdf"}
        self.helper = _helper("post", f"?language={get_language()}#compare", Submit("", _("Compare")))


class SealForm(forms.Form):
    """A seal of the audit trail as a visitor has kept it."""

    seal = forms.CharField(
        label=_("Seal"),
        help_text=_("64 digits and Latin letters, as they stand in the table below or in the message."),
        max_length=200,
        error_messages={"required": _("Write the seal you have kept.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seal"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean_seal(self) -> str:
        """Without the blanks that copying brings along."""
        seal = "".join(self.cleaned_data["seal"].split()).lower()
        if len(seal) != 64 or set(seal) - set("0123456789abcdef"):
            raise forms.ValidationError(
                _("A seal has 64 digits and Latin letters. Compare what you wrote with your copy.")
            )
        return seal


class MemoryOnly(MemoryFileUploadHandler):
    """Keeps an upload in memory, never in a temporary file; one above the limit is not read."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        """Take the upload into memory, or answer as if nothing had been sent."""
        self.activated = True
        if content_length > settings.UPLOAD_MAX_BYTES + ENVELOPE:
            return QueryDict(), MultiValueDict()
        return None


def _helper(method: str, action: str, submit: Submit) -> FormHelper:
    """A form without a cross-site token: public pages set no cookie, and nothing is changed here."""
    helper = FormHelper()
    helper.form_method = method
    helper.disable_csrf = True
    helper.form_action = action
    helper.add_input(submit)
    return helper
