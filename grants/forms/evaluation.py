"""Shapes of input of the person who scores: statement, sheet, locking."""

from decimal import Decimal
from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from grants.models import Assignment, SubCriterion
from grants.queries.evaluation import SheetCriterion
from grants.scoring import check_points
from grants.services.evaluation import LEAST_REASON
from office.models import User
from office.money import format_number
from office.templatetags.saradnja import script

LONGEST = 3000


class StatementForm(forms.Form):
    """Conflict of interest or none."""

    answer = forms.ChoiceField(
        label=_("Your statement"),
        choices=[
            ("accept", _("I have no conflict of interest with this applicant or this project.")),
            ("declare_conflict", _("I have a conflict of interest.")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What the conflict is"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only when you have one. The commission reads it."),
    )

    def clean(self) -> dict[str, Any]:
        """A conflict is described."""
        data = super().clean()
        if data.get("answer") == "declare_conflict" and not data.get("note", "").strip():
            self.add_error("note", _("Describe the conflict in a sentence."))
        return data


class PointsField(forms.DecimalField):
    """Points between 0 and the greatest number, in steps; a decimal comma is read too."""

    def __init__(self, sub: SubCriterion) -> None:
        self.sub = sub
        attrs = {"min": "0", "max": plain(sub.max_points), "step": plain(sub.step), "inputmode": "decimal"}
        super().__init__(
            label=script(sub.name),
            max_digits=8,
            decimal_places=2,
            widget=forms.NumberInput(attrs={**attrs, "data-points": ""}),
            help_text=_("0 to %(most)s, in steps of %(step)s")
            % {"most": written(sub.max_points), "step": written(sub.step)},
        )

    def prepare_value(self, value: Any) -> Any:
        """A stored number without needless zeros."""
        return plain(value) if isinstance(value, Decimal) else value

    def validate(self, value: Any) -> None:
        """A draft may be empty; the sheet is asked whole when it is locked."""
        if value is not None:
            super().validate(value)

    def to_python(self, value: Any) -> Decimal | None:
        """7,5 and 7.5 are the same."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def clean(self, value: Any) -> Decimal | None:
        """Between the limits and on a step."""
        points = super().clean(value)
        if points is not None:
            try:
                check_points(points, self.sub.max_points, self.sub.step)
            except ValueError as wrong:
                raise forms.ValidationError(str(wrong)) from wrong
        return points


class SheetForm(forms.Form):
    """The whole sheet: points and reason of every sub-criterion, a comment, the version it was opened at."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    comment = forms.CharField(
        label=_("General comment"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-counter": ""}),
    )

    def __init__(
        self, data: Any = None, *, sheet: Assignment, criteria: list[SheetCriterion], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.stored: list[tuple[Any, str]] = []
        self.subs = [sub for criterion in criteria for sub, _score in criterion.lines]
        self.initial |= {"version": sheet.version, "comment": sheet.general_comment}
        for criterion in criteria:
            for sub, score in criterion.lines:
                self.fields[f"points_{sub.pk}"] = PointsField(sub)
                self.fields[f"reason_{sub.pk}"] = ReasonField()
                if score:
                    self.initial[f"points_{sub.pk}"] = score.points
                    self.initial[f"reason_{sub.pk}"] = score.reason
        self.groups = [
            (
                criterion,
                [(sub, self[f"points_{sub.pk}"], self[f"reason_{sub.pk}"]) for sub, _ in criterion.lines],
            )
            for criterion in criteria
        ]

    def entries(self) -> dict[SubCriterion, tuple[Decimal | None, str]]:
        """What is well formed; a wrong field keeps nothing else from being saved."""
        names = {sub: (f"points_{sub.pk}", f"reason_{sub.pk}") for sub in self.subs}
        return {
            sub: (self.cleaned_data[points], self.cleaned_data[reason])
            for sub, (points, reason) in names.items()
            if points in self.cleaned_data and reason in self.cleaned_data
        }

    def differences(self, criteria: list[SheetCriterion], sheet: Assignment) -> list[tuple[Any, str]]:
        """Where what is stored now differs from what stands in this window: the place and the stored text."""
        found = []
        for criterion in criteria:
            for sub, score in criterion.lines:
                points = written(score.points) if score and score.points is not None else "–"
                reason = score.reason if score else ""
                typed = self.cleaned_data.get(f"points_{sub.pk}"), self.cleaned_data.get(f"reason_{sub.pk}")
                if typed != (score.points if score else None, reason):
                    found.append((sub.name, f"{points} · {reason}"))
        if self.cleaned_data.get("comment") != sheet.general_comment:
            found.append((_now("General comment"), sheet.general_comment))
        return found

    def typed(self) -> list[tuple[str, str, str]]:
        """What stands in the window, as it was typed: sub-criterion, points, reason; the comment last."""
        rows = [
            (sub.name, self.data.get(f"points_{sub.pk}", ""), self.data.get(f"reason_{sub.pk}", ""))
            for sub in self.subs
        ]
        rows.append((_now("General comment"), "", self.data.get("comment", "")))
        return [row for row in rows if row[1].strip() or row[2].strip()]

    def opened_at(self, version: int) -> None:
        """The page drawn again stands on this version."""
        self.data = self.data.copy()
        self.data["version"] = str(version)


class ReasonField(forms.CharField):
    """Why so many points; empty in a draft."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Explanation"),
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("At least %(least)s characters.") % {"least": LEAST_REASON},
        )

    def validate(self, value: Any) -> None:
        """A draft may be empty; the sheet is asked whole when it is locked."""
        if value:
            super().validate(value)


class LockForm(forms.Form):
    """The password, or a code of the second factor, again before a sheet is locked for good."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("A locked sheet is like a signed one, so the portal asks who you are once more."),
    )
    code = forms.CharField(
        label=_("or the code of your application for signing in"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=_("One of the two is enough."),
    )
    agreed = forms.BooleanField(label=_("I scored this application alone, by the criteria of the call."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.second = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
        if self.second is None:
            del self.fields["code"]
        elif user.has_usable_password():
            self.fields["password"].required = False
        else:
            self.fields["code"].required = True
        if not user.has_usable_password():
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        """The person's own password, or the code of now."""
        data = super().clean()
        password, code = data.get("password", ""), data.get("code", "")
        if code and self.second is not None:
            if not self.second.wrap().validate_code(code):
                self.add_error("code", _now("This code is not valid now. Write the newest one."))
        elif password:
            if not self.user.check_password(password):
                self.add_error("password", _now("This is not your password."))
        elif "password" in self.fields and not self.errors:
            self.add_error("password", _now("Write your password or the code."))
        return data


def plain(number: Decimal) -> str:
    """A number as a control of the browser wants it: 10, 7.5."""
    return f"{number.normalize():f}"


def written(number: Decimal) -> str:
    """A number as people read it: 10, 7,5."""
    places = max(0, -number.normalize().as_tuple().exponent)
    return format_number(number, places)
