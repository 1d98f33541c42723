"""Mails say nothing beside the catalogs: every word of every template is a message, so no mail mixes languages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted(ROOT.glob("templates/*/emails/*.txt"))
MESSAGES = re.compile(r"\{% blocktrans(?:late)?\b.*?endblocktrans(?:late)? %\}", re.S)
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)
WORDS = re.compile(r"[^\W\d_]{2,}")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_every_word_of_a_mail_is_in_the_catalogs(template):
    text = MESSAGES.sub("", template.read_text()).replace("{{ site_url }}", "https://")
    said = re.sub(r"https://\S*|^manage\.py .*$", "", TAGS.sub("", text), flags=re.M)  # addresses, commands
    assert WORDS.findall(said) == []
