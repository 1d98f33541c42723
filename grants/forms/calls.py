"""Shapes of the call editor: basics, money and limits, texts, criteria, documents, publication."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grants.forms.priorities import DAY, live_areas
from grants.models import Call, CallPlan, Commission, PriorityItem, RequiredDocument
from grants.models.calls import Phase
from grants.queries import public_calls as queries
from office.jurisdiction import has_feature
from office.models import Area, Body
from office.money import AmountField
from office.templatetags.saradnja import amount


class CallFilter(forms.Form):
    """Filters of the staff list, kept in the address."""

    text = forms.CharField(label=_("Title or number"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Call.State.choices])
    year = forms.IntegerField(label=_("Year"), required=False, min_value=2018, max_value=2100)


class PublicFilter(forms.Form):
    """Filters of the public list, kept in the address."""

    text = forms.CharField(label=_("Title, number or body"), required=False, max_length=100)
    body = forms.ModelChoiceField(
        label=_("Body"),
        required=False,
        queryset=Body.objects.none(),
        empty_label=_("all bodies"),
        to_field_name="code",
    )
    area = forms.ModelChoiceField(
        label=_("Area"),
        required=False,
        queryset=Area.objects.none(),
        empty_label=_("all areas"),
        to_field_name="code",
    )
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    phase = forms.ChoiceField(label=_("State"), required=False)

    def __init__(
        self,
        *args: Any,
        bodies: QuerySet[Body],
        areas: QuerySet[Area],
        years: list[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset, self.fields["area"].queryset = bodies, areas
        self.fields["year"].choices = [("", _("all years")), *((str(year), str(year)) for year in years)]
        shown = (Phase.OPEN, Phase.CLOSED, Phase.DECIDED, Phase.CANCELLED)
        self.fields["phase"].choices = [("", _("all states")), *((each.value, each.label) for each in shown)]


def public_filter(request: Any) -> PublicFilter:
    """The filter of the list, of its feed and of its calendar."""
    return PublicFilter(
        request.GET or None,
        bodies=queries.filter_bodies(),
        areas=queries.filter_areas(),
        years=queries.filter_years(),
    )


class ItemChoice(forms.ModelChoiceField):
    """An item of the decision with its sum."""

    def label_from_instance(self, obj: PriorityItem) -> str:
        """Year, area, kind, sum."""
        return f"{obj.decision.year} · {obj.area} · {obj.get_kind_display()} · {amount(obj.amount)}"


class StartForm(forms.Form):
    """The commission that issues the call."""

    commission = forms.ModelChoiceField(
        label=_("Commission"),
        queryset=Commission.objects.none(),
        help_text=_("Only a formed commission issues a call."),
    )

    def __init__(self, *args: Any, commissions: QuerySet[Commission], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commission"].queryset = commissions


class BasicsForm(forms.Form):
    """Title, basis, areas."""

    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_("The call's own title, for example: “Clean water for all”."),
    )
    item = ItemChoice(
        label=_("Item of the decision on priority areas"),
        required=False,
        queryset=PriorityItem.objects.none(),
    )
    plan = forms.ModelChoiceField(label=_("Planned call"), required=False, queryset=CallPlan.objects.none())
    areas = forms.ModelMultipleChoiceField(
        label=_("Areas of public interest"),
        queryset=Area.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        items: QuerySet[PriorityItem],
        plans: QuerySet[CallPlan],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = live_areas(timezone.localdate())
        for name, feature, rows in (("item", "priorities", items), ("plan", "calendar_plan", plans)):
            if has_feature(feature):
                self.fields[name].queryset = rows
            else:
                del self.fields[name]


class MoneyForm(forms.Form):
    """Money and limits."""

    total = AmountField(label=_("Total amount"))
    min_amount = AmountField(label=_("Least amount for a project"))
    max_amount = AmountField(label=_("Greatest amount for a project"))
    max_applications = forms.IntegerField(
        label=_("Applications per NGO"), min_value=1, max_value=99, initial=1
    )
    months_max = forms.IntegerField(
        label=_("Longest duration in months"), required=False, min_value=1, max_value=60
    )
    completion_days = forms.IntegerField(
        label=_("Days to complete an application"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("An incomplete application is returned once with this term."),
    )
    min_score = forms.DecimalField(
        label=_("Least points to be financed"),
        required=False,
        min_value=0,
        max_value=1000,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    reserved_percent = forms.DecimalField(
        label=_("Reserved share of the money, %"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
    )


class StartCallForm(MoneyForm, BasicsForm):
    """Everything a new draft needs."""

    field_order = ("title", "item", "plan", "areas", "total", "min_amount", "max_amount")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("months_max", "completion_days", "min_score", "reserved_percent", "max_applications"):
            del self.fields[name]


class TextsForm(forms.ModelForm):
    """What the call says."""

    class Meta:
        model = Call
        fields = (
            "goals",
            "problems",
            "activities",
            "target_groups",
            "legal_basis",
            "strategies",
            "contact",
            "questions_until",
        )
        widgets = {
            "questions_until": DAY,
            "contact": forms.TextInput(),
            **{
                name: forms.Textarea(attrs={"rows": 5})
                for name in ("goals", "problems", "activities", "target_groups")
            },
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("legal_basis", "strategies")},
        }
        help_texts = {
            "goals": _("What should be better when the projects end."),
            "problems": _("The problems found in the sectoral analysis."),
            "activities": _("What may be financed. One activity in each line."),
            "contact": _("Name, telephone and e-mail that may be published."),
        }


class CriterionForm(forms.Form):
    """A criterion."""

    name = forms.CharField(label=_("Criterion"), max_length=300)
    max_points = forms.DecimalField(
        label=_("Greatest number of points"), min_value=0, max_value=1000, decimal_places=2, localize=True
    )


class SubCriterionForm(forms.Form):
    """A sub-criterion."""

    name = forms.CharField(label=_("Sub-criterion"), max_length=300)
    max_points = forms.DecimalField(
        label=_("Greatest number of points"), min_value=0, max_value=1000, decimal_places=2, localize=True
    )
    step = forms.DecimalField(
        label=_("Step of points"), min_value=0, max_value=100, decimal_places=2, initial=1, localize=True
    )
    guidance = forms.CharField(
        label=_("Guidance for scoring"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class DocumentForm(forms.Form):
    """A paper the call asks for."""

    name = forms.CharField(label=_("Document"), max_length=300)
    hint = forms.CharField(label=_("Explanation"), required=False, max_length=300)
    obligatory = forms.BooleanField(label=_("Obligatory"), required=False, initial=True)
    given_by = forms.TypedChoiceField(
        label=_("Who gives it"),
        required=False,
        choices=RequiredDocument.GivenBy.choices,
        initial=RequiredDocument.GivenBy.ALL,
        empty_value=RequiredDocument.GivenBy.ALL,
    )
    upload = forms.FileField(
        label=_("Template to fill in"),
        required=False,
        allow_empty_file=True,
        max_length=255,
        help_text=_("DOCX, XLSX or PDF. Anybody can download it from the page of the call."),
    )
    drop_template = forms.BooleanField(label=_("Take the template away"), required=False)

    def __init__(self, *args: Any, template: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if template is None:
            del self.fields["drop_template"]
        else:
            self.fields["upload"].label = _("Another template in place of “%(name)s”") % {
                "name": template.name
            }


class PublishForm(forms.Form):
    """Until when applications are taken."""

    deadline = forms.DateField(label=_("Deadline for applications"), widget=DAY)


class ExtendForm(forms.Form):
    """By how many days, and why."""

    days = forms.IntegerField(label=_("Extend by how many days"), min_value=1, max_value=365)
    note = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Anybody can read it on the page of the call."),
    )
