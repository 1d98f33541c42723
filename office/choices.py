"""Rows of the database as the options of a form: shown in the script of the page, like everywhere else."""

from typing import Any

from django.forms import ModelChoiceField

from office.templatetags.saradnja import script


def in_script(field: ModelChoiceField, row: Any) -> str:
    """The row as it calls itself, in the reader's script."""
    return script(row)


def install() -> None:
    """Let every choice of rows read so; a field with words of its own keeps them. Called once, at the start."""
    ModelChoiceField.label_from_instance = in_script
