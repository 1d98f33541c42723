"""A list of organisations: the file, how it is read, what its columns hold, doubtful rows, steps."""

from hashlib import sha256
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ngo_registry.importing.columns import LABELS
from ngo_registry.models import ImportSource, RegisterImport
from ngo_registry.queries.imports import UnknownName
from office.models import Municipality
from office.table_shapes import SHAPES
from office.tables import KNOWN_ENCODINGS

DELIMITERS = {";": _("semicolon (;)"), ",": _("comma (,)"), "tab": _("tabulator"), "|": _("upright line (|)")}


class ImportForm(forms.Form):
    """A file with organisations and where it comes from."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # the service says what to do then
        help_text=_(
            "CSV (UTF-8 or Windows-1250; comma, semicolon or tab) or XLSX, at most 20 MB. Columns may stand in any "
            "order and have any names; the next page shows what was recognised."
        ),
    )
    known = forms.ModelChoiceField(
        label=_("Source of the list"),
        queryset=ImportSource.objects.all(),
        required=False,
        empty_label=_("a new source, named below"),
        help_text=_("What you choose for its columns is remembered and offered the next time."),
    )
    new_source = forms.CharField(
        label=_("Name of the new source"),
        max_length=120,
        required=False,
        help_text=_("For example: export of the state register."),
    )
    as_of = forms.DateField(
        label=_("State as of"),
        help_text=_("The day the list was made."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    is_part = forms.BooleanField(
        label=_("The file holds only a part of the list"),
        required=False,
        help_text=_(
            "Then nothing is shown as gone from the list. A workbook of rejected rows is always a part."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.localdate
        self.fields["known"].initial = ImportSource.objects.order_by("-changed_at").first()

    def clean_as_of(self):
        """Not a day to come."""
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self):
        """One source: a known or a new one; a name that is written wins."""
        facts = super().clean()
        known, new = facts.get("known"), (facts.get("new_source") or "").strip()
        if not known and not new:
            self.add_error("new_source", _("Choose the source of the list or name a new one."))
        facts["source"] = new or (known.name if known else "")
        return facts

    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        return {
            "upload": self.cleaned_data["file"],
            **{name: self.cleaned_data[name] for name in ("as_of", "source", "is_part")},
        }


class ReadingForm(forms.Form):
    """How the file is read, where the guess was wrong."""

    encoding = forms.ChoiceField(
        label=_("Encoding"),
        required=False,
        choices=[("", _("recognise it")), *((name, name) for name in KNOWN_ENCODINGS)],
    )
    delimiter = forms.ChoiceField(
        label=_("Delimiter"), required=False, choices=[("", _("recognise it")), *DELIMITERS.items()]
    )
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = forms.IntegerField(
        label=_("Row with the names of the columns"),
        required=False,
        min_value=1,
        max_value=25,
        help_text=_("Empty: the first row that names columns."),
    )

    def __init__(self, *args: Any, batch: RegisterImport, **kwargs: Any) -> None:
        delimiter = "tab" if batch.delimiter == "\t" else batch.delimiter
        encoding = "UTF-8" if batch.encoding == "UTF-8 BOM" else batch.encoding
        initial = {
            "encoding": encoding,
            "delimiter": delimiter,
            "sheet": batch.sheet,
            "header_row": batch.header_row,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in batch.sheets]
        unused = ("encoding", "delimiter") if batch.encoding == "xlsx" else ("sheet",)
        for name in (*unused, *(("sheet",) if len(batch.sheets) < 2 and "sheet" not in unused else ())):
            del self.fields[name]

    def facts(self) -> dict[str, Any]:
        """What the service takes; what is not asked stays empty."""
        chosen = self.cleaned_data
        delimiter = chosen.get("delimiter", "")
        return {
            "encoding": chosen.get("encoding", ""),
            "delimiter": "\t" if delimiter == "tab" else delimiter,
            "sheet": chosen.get("sheet", ""),
            "header_row": chosen.get("header_row") or 0,
        }


class ColumnsForm(forms.Form):
    """What each column of the file holds."""

    is_part = forms.BooleanField(label=_("The file holds only a part of the list"), required=False)

    def __init__(self, *args: Any, batch: RegisterImport, **kwargs: Any) -> None:
        super().__init__(*args, initial={"is_part": batch.is_part}, **kwargs)
        self.batch = batch
        facts = {position: fact for fact, position in batch.columns.items()}
        for at, title in enumerate(batch.header):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=_("What the column “%(title)s” holds") % {"title": title or at + 1},
                required=False,
                choices=[("", _("left out")), *LABELS.items()],
                widget=forms.Select(attrs={"class": "form-select"}),
                initial=facts.get(at, ""),
            )

    def clean(self):
        """A fact stands in one column."""
        chosen = super().clean()
        columns: dict[str, int] = {}
        for at in range(len(self.batch.header)):
            fact = chosen.get(f"column_{at}")
            if fact and fact in columns:
                self.add_error(
                    f"column_{at}",
                    _("“%(fact)s” was chosen for two columns; leave one of them out.")
                    % {"fact": LABELS[fact]},
                )
            elif fact:
                columns[fact] = at
        chosen["columns"] = columns
        return chosen

    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        return {"columns": self.cleaned_data["columns"], "is_part": self.cleaned_data["is_part"]}

    def rows(self) -> list[dict[str, Any]]:
        """Every column with its title, what its cells look like, and its choice."""
        known = set(self.batch.columns.values())
        return [
            {
                "title": title or f"({at + 1})",
                "shape": SHAPES[kind],
                "kind": kind,
                "samples": samples,
                "read_as": read_as,
                "recognised": at in known,
                "field": self[f"column_{at}"],
            }
            for at, (title, (kind, samples, read_as, _filled)) in enumerate(
                zip(self.batch.header, self.batch.shapes, strict=True)
            )
        ]


class DecisionForm(forms.Form):
    """What a person says of a doubtful row."""

    decision = forms.CharField(max_length=5, required=False, widget=forms.HiddenInput)
    organisation = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ImportStepForm(forms.Form):
    """A step of a file with its reason."""

    action = forms.CharField(max_length=20, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Reason"), max_length=4000, required=False)
    all_or_nothing = forms.BooleanField(required=False, widget=forms.HiddenInput)


class MunicipalitiesForm(forms.Form):
    """Which municipality each unknown name of the file means; the nearest one is proposed, a person decides."""

    def __init__(self, *args: Any, unknown: list[UnknownName], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipalities = {row.code: row for row in Municipality.objects.all()}
        choices = [
            ("", _("none: leave as it is")),
            *((code, str(row)) for code, row in self.municipalities.items()),
        ]
        codes = {row.name: code for code, row in self.municipalities.items()}
        self.unknown = {
            f"of_{sha256(f'{one.position}:{one.text}'.encode()).hexdigest()[:16]}": one for one in unknown
        }
        for name, one in self.unknown.items():
            self.fields[name] = forms.ChoiceField(
                label=one.text,
                required=False,
                choices=choices,
                initial=codes.get(one.near, ""),
                help_text=ngettext("%(n)s row", "%(n)s rows", one.rows) % {"n": one.rows},
            )

    def named(self) -> dict[tuple[int, str], Municipality]:
        """What the service takes: the names somebody chose a municipality for."""
        chosen = {name: self.cleaned_data.get(name) for name in self.unknown}
        return {
            (one.position, one.text): self.municipalities[chosen[name]]
            for name, one in self.unknown.items()
            if chosen[name]
        }
