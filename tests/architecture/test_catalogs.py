"""Every sentence a person may read is there in every language, whole and in one script."""

import importlib
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from office.catalogs.check import problems
from office.catalogs.derive import catalogs
from office.catalogs.extract import APPS

ROOT = Path(settings.BASE_DIR)


def test_the_catalogs_are_complete() -> None:
    """What to do is in CONTRIBUTING.md: `manage.py derive_catalogs --missing APP` prints what lacks."""
    assert [str(problem) for problem in problems(ROOT)] == []


@pytest.mark.parametrize("folder", ["sr_Latn", "cnr_Cyrl", "cnr"])
def test_every_derived_language_has_the_same_sentences(folder: str) -> None:
    made = catalogs(ROOT / "locale")
    assert set(made[folder]) == set(made["sr"])


def form_classes() -> list[type[forms.BaseForm]]:
    """Every form of the apps' rooms `forms`."""
    found = []
    for path in sorted(path for app in APPS for path in (ROOT / app).glob("forms*/**/*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        made = vars(importlib.import_module(name)).values()
        found += [thing for thing in made if isinstance(thing, type) and thing.__module__ == name]
    return [thing for thing in found if issubclass(thing, forms.BaseForm)]


def test_fields_of_forms_are_named_in_words_that_are_translated() -> None:
    """A label that Django makes from the name in the code would stay English on every page."""
    unnamed = [
        f"{form.__module__}.{form.__name__}.{name}"
        for form in form_classes()
        for name, field in getattr(form, "base_fields", {}).items()
        if not isinstance(field.label, Promise) and field.label != "" and not field.widget.is_hidden
    ]
    assert unnamed == []


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_language_answers(language: str) -> None:
    assert translation.check_for_language(language)
