"""Forms around handing in: partners, approval, paper, messages, the call's own rules."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.models import Call, CallFilingRules, PaperFiling
from grants.services.messages import LONGEST
from office.deadlines import end_of
from office.jurisdiction import current
from office.templatetags.saradnja import script


class AskPartnerForm(forms.Form):
    """Where the question goes when nobody acts for the partner in the portal."""

    use_required_attribute = False
    email = forms.EmailField(
        label=_("E-mail of the partner"),
        required=False,
        help_text=_("Only for a partner without an account in the portal: it gets a code to answer with."),
    )


class AnswerForm(forms.Form):
    """The partner's answer; `words` is the fingerprint of what the page showed."""

    use_required_attribute = False
    words = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    name = forms.CharField(
        label=_("Your name and function"),
        max_length=150,
        required=False,
        help_text=_("You answer in the name of the organisation."),
    )
    note = forms.CharField(
        label=_("Reason, if you refuse or withdraw"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": True}),
    )

    def __init__(self, *args: Any, outside: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not outside:
            del self.fields["name"]


class CodeForm(forms.Form):
    """The code of the e-mail."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Four groups of four letters and figures, from the e-mail."),
    )


class SignOffForm(forms.Form):
    """Approval of the text with this fingerprint."""

    use_required_attribute = False
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    read = forms.BooleanField(
        label=_("I have read the whole text and approve it in the name of the organisation."),
        error_messages={"required": _("Tick that you have read the text and approve it.")},
    )


class CallField(forms.ModelChoiceField):
    """Calls by number and title, in the script of the reader."""

    def label_from_instance(self, obj: Call) -> str:
        """Number and title."""
        return f"{obj.number} · {script(obj.title)}"[:90]


class PaperForm(forms.Form):
    """What stands on the envelope, and its scan."""

    use_required_attribute = False
    call = CallField(queryset=Call.objects.none(), label=_("Public call"))
    number = forms.CharField(
        label=_("Number of the organisation"),
        max_length=40,
        help_text=_("Register, tax (PIB) or registration number (MB)."),
    )
    way = forms.ChoiceField(label=_("How it came"), choices=PaperFiling.Way.choices, widget=forms.RadioSelect)
    posted_on = forms.DateField(
        label=_("Day of posting"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The postmark on the envelope."),
    )
    posted_time = forms.TimeField(
        label=_("Time of posting"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Leave empty if the postmark has only the day; the day then counts to its end."),
    )
    received_on = forms.DateField(
        label=_("Day of receipt"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    received_time = forms.TimeField(
        label=_("Time of receipt"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    reference = forms.CharField(label=_("Incoming number"), max_length=60, required=False)
    scan = forms.FileField(
        label=_("Scan of the application"),
        allow_empty_file=True,  # the sentence about an empty file is the upload's own
        max_length=255,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.png"}),
        help_text=_("PDF, JPG or PNG, at most 20 MB."),
        error_messages={"required": _("Choose a file first.")},
    )

    def __init__(self, *args: Any, calls: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["call"].queryset = calls

    def facts(self) -> dict[str, Any]:
        """What the service keeps: moments instead of days and hours."""
        data, zone = self.cleaned_data, current().calendar.zone
        received = datetime.datetime.combine(data["received_on"], data["received_time"], zone)
        posted = None
        if data["posted_on"] and data["posted_time"]:
            posted = datetime.datetime.combine(data["posted_on"], data["posted_time"], zone)
        elif data["posted_on"]:
            posted = end_of(data["posted_on"], zone)
            posted = min(posted, received) if data["posted_on"] == data["received_on"] else posted
        return {
            "call": data["call"],
            "number": data["number"],
            "way": data["way"],
            "posted_at": posted,
            "received_at": received,
            "reference": data["reference"],
            "scan": data["scan"],
        }


class DiscardForm(forms.Form):
    """Why an entry from paper is given up."""

    use_required_attribute = False
    note = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "data-counter": True}),
        help_text=_("It stays in the file of the application."),
    )


class Several(forms.ClearableFileInput):
    """A field that takes more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each is checked when it is stored."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file chosen."""
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in sent if each]


class MessageForm(forms.Form):
    """A message with files."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "data-counter": True}),
        help_text=_("It becomes part of the file of the application."),
    )
    files = FilesField(
        label=_("Files"),
        required=False,
        allow_empty_file=True,
        max_length=255,
        widget=Several(attrs={"accept": ".pdf,.jpg,.png,.docx,.xlsx"}),
        help_text=_("At most five: PDF, JPG, PNG, DOCX or XLSX."),
    )


class CallFilingForm(forms.ModelForm):
    """Where the text of the call differs from the rulebook."""

    use_required_attribute = False

    class Meta:
        model = CallFilingRules
        fields = ("partner_confirmation", "sign_off")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [("", _("as the rulebook says")), *list(field.choices)[1:]]
            field.label = str(field.label)[:1].upper() + str(field.label)[1:]


def local_now() -> dict[str, str]:
    """Day and minute of now, offered as the time of receipt."""
    now = timezone.localtime()
    return {"received_on": f"{now:%Y-%m-%d}", "received_time": f"{now:%H:%M}", "way": PaperFiling.Way.POST}
