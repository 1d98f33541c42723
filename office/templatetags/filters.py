"""Fields of a filter bar, written as the form template writes them but without four templates for each."""

from django import forms, template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()
PLAIN = (forms.Select, forms.TextInput, forms.CheckboxInput)
OF_ITS_OWN = (forms.SelectMultiple, forms.RadioSelect)
CHECK = '<div id="div_{}" class="field"><div class="form-check">{}{}</div></div>'
CHECK_LABEL = '<label for="{}" class="form-check-label">{}</label>'
LINE = '<div id="div_{}" class="field">{}{}</div>'
LABEL = '<label for="{}" class="form-label">{} <span class="optional">{}</span></label>'


@register.filter
def as_filter_field(field: BoundField) -> SafeString:
    """A field that is never wrong and explains itself; any other is drawn by the form template."""
    widget = field.field.widget
    plain = isinstance(widget, PLAIN) and not isinstance(widget, OF_ITS_OWN) and not field.is_hidden
    if not plain or field.field.required or field.help_text or field.errors or field.css_classes():
        from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field  # noqa: PLC0415  its settings

        return as_crispy_field(field)
    checked = isinstance(widget, forms.CheckboxInput)
    style = "check-input" if checked else "select" if isinstance(widget, forms.Select) else "control"
    control = field.as_widget(attrs={"class": f"{type(widget).__name__.lower()} form-{style}"})
    if checked:
        label = format_html(CHECK_LABEL, field.id_for_label, field.label)
        return format_html(CHECK, field.auto_id, control, label)
    label = format_html(LABEL, field.id_for_label, field.label, gettext("(optional)"))
    return format_html(LINE, field.auto_id, label, control)
