"""The controls of a filter, written as Django writes them but without a template for each control and choice."""

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class Select(forms.Select):
    """The same bytes as Django's own, as below; it bears its name because the name becomes the class of the control."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The control with its choices; a list of the register has a hundred of them on every page."""
        widget = self.get_context(name, value, attrs)["widget"]
        offered = [choice for _group, some, _index in widget["optgroups"] for choice in some]
        choices = "".join(
            f'\n<option value="{escape(str(one["value"]))}"{signs(one["attrs"])}>{escape(str(one["label"]))}</option>'
            for one in offered
        )
        return mark_safe(
            f'<select name="{escape(widget["name"])}"{signs(widget["attrs"])}>{choices}\n</select>'
        )


class Written:
    """An input without choices."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The control alone."""
        widget = self.get_context(name, value, attrs)["widget"]  # type: ignore[attr-defined]
        said = "" if widget["value"] is None else f' value="{escape(str(widget["value"]))}"'
        return mark_safe(
            f'<input type="{widget["type"]}" name="{escape(widget["name"])}"{said}{signs(widget["attrs"])}>'
        )


class TextInput(Written, forms.TextInput):
    """A line of text."""


class CheckboxInput(Written, forms.CheckboxInput):
    """Yes or nothing."""


def signs(attrs: dict[str, Any]) -> str:
    """Attributes as the page writes them."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attrs.items()
        if value is not False
    )
