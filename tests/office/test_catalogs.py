"""Catalogs: found in code and templates, derived into another norm and script, compiled, checked."""

import datetime
import gettext
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from office.catalogs.check import latin_words, problems
from office.catalogs.derive import catalogs, derive
from office.catalogs.extract import in_code, in_template
from office.catalogs.ijekavian import Norm
from office.catalogs.messages import PLURAL_RULE, Message, mo_bytes, read_mo, read_po, write_if_changed
from office.demo.words import ours
from office.scripts import to_latin

LOCALE = Path(settings.BASE_DIR) / "locale"
NORM = Norm.load(LOCALE / "cnr" / "stems.toml")
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize(
    ("serbian", "montenegrin"),
    [
        ("Решење о упису у регистар", "Рјешење о упису у регистар"),
        ("Годишњи извештај Савета пре седнице.", "Годишњи извјештај Савјета прије сједнице."),
        ("Председник и заменик председника", "Предсједник и замјеник предсједника"),
        ("Захтев је поднет; захтева се допуна.", "Захтјев је поднијет; захтијева се допуна."),
        ("Захтевани износ и тражена средства", "Захтијевани износ и тражена средства"),
        ("ОДЛУКА О РАСПОДЕЛИ СРЕДСТАВА", "ОДЛУКА О РАСПОДЈЕЛИ СРЕДСТАВА"),
        ("Средства нису додељена.", "Средства нијесу додијељена."),
        ("Независни процењивач оцењује по мерилу.", "Независни процјењивач оцјењује по мјерилу."),
        ("40 процената, проценат од укупног", "40 процената, проценат од укупног"),
        ("Обавештење о примени измењене уредбе", "Обавјештење о примјени измијењене уредбе"),
        ("Бићете обавештени о следећем кораку.", "Бићете обавијештени о сљедећем кораку."),
        ("Непотпуне пријаве: разрешење, одељење", "Непотпуне пријаве: разрјешење, одјељење"),
        ("Градско веће је донело одлуку.", "Градско вијеће је донијело одлуку."),
        ("У веће износе улазе порези.", "У веће износе улазе порези."),
        ("Лица са инвалидитетом и деца са сметњама", "Лица са инвалидитетом и дјеца са сметњама"),
        ("Вредновање и вредност пројекта", "Вредновање и вриједност пројекта"),
        ("Место и време одржавања", "Мјесто и вријеме одржавања"),
        ("Служба за суфинансирање", "Служба за кофинансирање"),
        ("Објављено у Службеном гласнику", "Објављено у Службеном листу"),
        ("Политичка странка", "Политичка партија"),
        ("Изван странака; функција у странци, о странкама", "Изван партија; функција у партији, о партијама"),
        ("Седиште, део, делатност, област деловања", "Сједиште, дио, дјелатност, подручје дјеловања"),
        (
            "Измени план. Промени лозинку. Замени и додели.",
            "Измијени план. Промијени лозинку. Замијени и додијели.",
        ),
        ("Док се упис не промени; расподели, процени", "Док се упис не промијени; расподијели, процијени"),
        ("О измени, у овој замени, искуство у процени", "О измјени, у овој замјени, искуство у процјени"),
        ("Одлука о расподели; по Подели, ПРИ ДОДЕЛИ", "Одлука о расподјели; по Подјели, ПРИ ДОДЈЕЛИ"),
        ("Немају коме да се доделе. Промене и доделе", "Немају коме да се додијеле. Промјене и додјеле"),
        (
            "Измените, замените, доделите, оцените, процените",
            "Измијените, замијените, додијелите, оцијените, процијените",
        ),
        ("Унети, донети и поднети захтев; захтеви", "Унијети, донијети и поднијети захтјев; захтјеви"),
        ("Малолетни и пунолетни оснивачи, завештања", "Малољетни и пунољетни оснивачи, завјештања"),
        ("Налепите ћелије; лепљење вредности", "Налијепите ћелије; лијепљење вриједности"),
        ("Закон о спречавању корупције, да се спречи", "Закон о спрјечавању корупције, да се спријечи"),
        ("Жребови и жреб; одсеца се, пресечена веза", "Жребови и жријеб; одсијеца се, пресјечена веза"),
        ("Негде другде може следити жалба", "Негдје другдје може слиједити жалба"),
        ("Покушајте сутра", "Покушајте сјутра"),
        ("Члан страначког органа, предато на писарници", "Члан партијског органа, предато у архиви"),
        ("Савет, седница, седиште, делатност, предлог", "Савјет, сједница, сједиште, дјелатност, предлог"),
        ("Услов, обавештење, цена, одељење, сведок", "Услов, обавјештење, цијена, одјељење, свједок"),
        ("Предмет, пресуда, преглед, предузети, донесе, повреда, средина, завршетак", None),
        ("Члан, опција, циљ, потребно, средства, распоред, предлог, преглед, промет", None),
        ("Децембар, децентрализација, телефон, делегат, времена, семинар, секретар, терен", None),
        ("Неважећа, нетачна, негативна, планета, интернет, кабинет, верзија, центар", None),
    ],
)
def test_the_montenegrin_norm(serbian: str, montenegrin: str | None) -> None:
    assert NORM.montenegrin(serbian) == (montenegrin or serbian)


def test_the_montenegrin_norm_is_left_alone() -> None:
    """Every form that the list makes is a fixed point, so a text in the norm passes unchanged."""
    made = [*NORM.words.values(), *NORM.stems.values(), *NORM.phrases.values(), *NORM.nouns.values()]
    assert [form for form in made if NORM.montenegrin(form) != form] == []


def test_the_list_is_cyrillic_and_lower_case() -> None:
    entries = {**NORM.words, **NORM.stems, **NORM.phrases}
    texts = [*entries, *entries.values(), *NORM.nouns.values(), *NORM.after]
    assert [text for text in texts if text != text.lower() or text == to_latin(text)] == []


def test_the_demo_is_typed_in_the_norm_of_its_office(settings) -> None:
    typed = "Najprije provjerite zahtjev i uvjerenje; dio posljednje izmjene nijesmo unijeli u fond Evropske unije."
    settings.OFFICE_JURISDICTION = "montenegro"
    assert ours(typed) == typed
    settings.OFFICE_JURISDICTION = "serbia"
    assert ours(typed).startswith("Најпре проверите захтев и уверење; део последње измене нисмо")
    assert ours(typed).endswith("у фонд Европске уније.")


def test_sentences_of_code_are_found() -> None:
    source = """
from django.utils.translation import gettext as _, gettext_lazy as lazy, ngettext, pgettext_lazy
from django.template import Context, Template
from django.utils import translation
_("One " "sentence"); lazy("Two"); ngettext("%(n)s call", "%(n)s calls", n); pgettext_lazy("month", "May")
translation.gettext("Three"); _(variable); other("Not this"); _(f"nor {this}")
"""
    assert list(in_code(source)) == [
        Message("", "One sentence"), Message("", "Two"), Message("", "%(n)s call", "%(n)s calls"),
        Message("month", "May"), Message("", "Three"),
    ]  # fmt: skip


def test_sentences_of_templates_are_found() -> None:
    source = """{% extends "x.html" %}{% translate 'Save' %} {% translate "May" context "month" %}
{% blocktranslate trimmed count n=rows %}
  {{ n }} row, it's 5%
{% plural %}
  {{ n }} rows
{% endblocktranslate %}{{ value|default:_("none") }}{% include "a.html" with label=_("Close") %}
{% comment %}{% translate "hidden" %}{% endcomment %}"""
    assert list(in_template(source)) == [
        Message("", "Save"), Message("month", "May"), Message("", "%(n)s row, it's 5%%", "%(n)s rows"),
        Message("", "none"), Message("", "Close"),
    ]  # fmt: skip


def test_a_compiled_catalog_is_read_by_gettext_and_by_us() -> None:
    plural = Message("", "%(n)s call", "%(n)s calls", ("%(n)s позив", "%(n)s позива", "%(n)s позива."))
    catalog = {message.key: message for message in (plural, Message("month", "May", "", ("мај",)))}
    data = mo_bytes(catalog, language="sr", plural_rule=PLURAL_RULE)
    read = gettext.GNUTranslations(io.BytesIO(data))
    forms = [read.ngettext("%(n)s call", "%(n)s calls", n) for n in (1, 3, 5, 11, 21, 22)]
    assert forms == [plural.forms[place] for place in (0, 1, 2, 2, 0, 1)]
    assert read.pgettext("month", "May") == "мај"
    assert data == mo_bytes(dict(reversed(catalog.items())), language="sr", plural_rule=PLURAL_RULE)


def test_reading_and_writing_files(tmp_path: Path) -> None:
    source = tmp_path / "x.po"
    source.write_text(
        HEAD + 'msgid "a"\nmsgstr "а"\n\n#, fuzzy\nmsgid "b"\nmsgstr "б"\n\nmsgid "c"\nmsgstr ""\n\n'
        'msgctxt "k"\nmsgid "d"\nmsgid_plural "ds"\nmsgstr[0] "д"\nmsgstr[1] "де"\nmsgstr[2] "ди"\n',
        encoding="utf-8",
    )
    catalog = read_po(source)
    assert sorted(catalog) == [("", "a"), ("k", "d")]
    compiled = tmp_path / "deep" / "x.mo"
    data = mo_bytes(catalog, language="sr", plural_rule=PLURAL_RULE)
    assert (write_if_changed(compiled, data), write_if_changed(compiled, data)) == (True, False)
    assert read_mo(compiled) == catalog


def test_five_languages_are_derived_and_only_once(tmp_path: Path) -> None:
    for folder in ("sr", "cnr"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cnr" / "stems.toml").write_text((LOCALE / "cnr" / "stems.toml").read_text("utf-8"), "utf-8")
    (tmp_path / "sr" / "office.po").write_text(
        HEAD + 'msgid "Report"\nmsgstr "Извештај"\n\nmsgid "Seat"\nmsgstr "Место"\n', encoding="utf-8"
    )
    (tmp_path / "cnr" / "office.po").write_text(HEAD + 'msgid "Seat"\nmsgstr "Столица"\n', encoding="utf-8")
    made = catalogs(tmp_path)
    assert {code: made[code]["", "Report"].forms[0] for code in ("sr", "sr_Latn", "cnr_Cyrl", "cnr")} == {
        "sr": "Извештај", "sr_Latn": "Izveštaj", "cnr_Cyrl": "Извјештај", "cnr": "Izvještaj",
    }  # fmt: skip
    seats = [made[code]["", "Seat"].forms[0] for code in ("sr", "cnr_Cyrl", "cnr")]
    assert seats == ["Место", "Столица", "Stolica"]
    derive(tmp_path)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.mo")}
    derive(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.mo")} == files
    assert len(files) == 10


def test_faults_of_sources_are_told(tmp_path: Path) -> None:
    for folder in ("sr", "cnr", "office"):
        (tmp_path / "locale" / folder).mkdir(parents=True)
    stems = (LOCALE / "cnr" / "stems.toml").read_text("utf-8")
    (tmp_path / "locale" / "cnr" / "stems.toml").write_text(stems, "utf-8")
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "a.py").write_text(
        "from django.utils.translation import gettext as _, ngettext\n"
        '_("Not there"); _("Hello %(name)s"); _("Mixed"); _("Say “yes”"); _("Извештај")\n'
        'ngettext("%(n)s a", "%(n)s b", 2)\n',
        encoding="utf-8",
    )
    (tmp_path / "locale" / "sr" / "office.po").write_text(
        HEAD + 'msgid "Hello %(name)s"\nmsgstr "Здраво %(ime)s"\n\nmsgid "Mixed"\nmsgstr "Мeшано PDF"\n\n'
        'msgid "Say “yes”"\nmsgstr "Кажите „да”"\n\n'
        'msgid "Gone"\nmsgstr "Нема"\n\nmsgid "%(n)s a"\nmsgid_plural "%(n)s b"\nmsgstr[0] "а"\n'
        'msgstr[1] "%(n)s б"\nmsgstr[2] "%(n)s в"\n',
        encoding="utf-8",
    )
    told = {(problem.kind, problem.msgid) for problem in problems(tmp_path) if problem.app == "office"}
    assert told == {
        ("not translated", "Not there"), ("not translated", "Извештај"), ("not English", "Извештај"),
        ("places differ", "Hello %(name)s"), ("places differ", "%(n)s a"), ("not used", "Gone"),
        ("Latin letters", "Mixed"), ("quotes", "Say “yes”"),
    }  # fmt: skip


def test_tokens_may_stay_latin() -> None:
    assert latin_words(Message("", "x", "", ("PDF %(a)s <b>www.gov.me</b> {b} EU &nbsp; XXIII",))) == []
    assert latin_words(Message("", "x", "", ("Сaвет", "foo"))) == ["a", "foo"]


@pytest.mark.parametrize(
    ("language", "month", "number"),
    [("cnr", "22.\u00a0novembra 2026.", "14.329"), ("cnr-cyrl", "22.\u00a0новембра 2026.", "14.329"),
     ("sr", "22.\u00a0новембра 2026.", "14.329"), ("sr-latn", "22.\u00a0novembra 2026.", "14.329"),
     ("en", "22\u00a0November 2026", "14,329")],
)  # fmt: skip
def test_dates_and_numbers_of_each_language(language: str, month: str, number: str) -> None:
    template = "{{ day|day }} {{ count|number }} {{ year }}"
    assert shown(language, template) == f"{month} {number} 2026"


def shown(language: str, template: str) -> str:
    """A template in a language, with a day and a number."""
    with translation.override(language):
        context = Context({"day": datetime.date(2026, 11, 22), "count": 14329, "year": 2026})
        return Template(template).render(context)
