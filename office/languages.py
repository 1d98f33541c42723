"""The languages of the portal: two norms, two scripts, and English."""

import django.conf.locale

NAMES = {"cnr": "Latinica", "cnr-cyrl": "Ћирилица", "sr": "Ћирилица", "sr-latn": "Latinica", "en": "English"}
HTML_LANG = {"cnr": "cnr-Latn", "cnr-cyrl": "cnr-Cyrl", "sr": "sr-Cyrl", "sr-latn": "sr-Latn", "en": "en"}
CYRILLIC = frozenset({"cnr-cyrl", "sr"})


class LanguageInfo(dict):
    """What Django must know of the languages it does not have: name in English, name in itself, direction."""

    def install(self) -> None:
        """Add the languages to Django's own list; called once, by the settings."""
        django.conf.locale.LANG_INFO.update(self)


LANG_INFO = LanguageInfo(
    {
        "cnr": {"bidi": False, "code": "cnr", "name": "Montenegrin", "name_local": "crnogorski"},
        "cnr-cyrl": {
            "bidi": False, "code": "cnr-cyrl", "name": "Montenegrin Cyrillic", "name_local": "црногорски",
        },
    }
)  # fmt: skip


def html_lang(code: str) -> str:
    """The value of the lang attribute for a language code: cnr → cnr-Latn."""
    return HTML_LANG.get(code, code)


def script_of(code: str) -> str:
    """`cyrillic` or `latin`: the script a page in this language is written in."""
    return "cyrillic" if code in CYRILLIC else "latin"
