"""Scripts: exact to Latin, careful to Cyrillic, one fold in code and database, one order of names."""

import re

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from office.scripts import fold, kept_spans, sort_key, to_cyrillic, to_latin
from tests.conftest import SHARED_DATA

CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџш"
LATIN = ["a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r",
         "s", "t", "ć", "u", "f", "h", "c", "č", "dž", "š"]  # fmt: skip
BOTH = (
    "abcčćdđefghijklmnoprsštuvzžABCČĆŽŠĐPHXYqwxyśźáöñßæ" + CYRILLIC + CYRILLIC.upper()
    + "АВЕКМНОРСТУХјѕіщъюяёїєґѓќўÐ \u0301\u030c-–„“.,'()0123456789№/αΩé"
)  # fmt: skip


def test_every_cyrillic_letter_has_its_latin() -> None:
    assert [to_latin(letter) for letter in CYRILLIC] == LATIN
    assert to_latin(CYRILLIC.upper()).lower() == "".join(LATIN)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љубав", "Ljubav"), ("ЉУБАВ", "LJUBAV"), ("КОЊ", "KONJ"), ("Џеп и ЏЕП", "Džep i DŽEP"),
        ("Његош", "Njegoš"), ("Њ. К. В.", "Nj. K. V."), ("с\u0301утра, З\u0301еница", "śutra, Źenica"),
        ("„Рад“ 2026. %(број)s", "„Rad“ 2026. %(broj)s"), ("%(count)s дана", "%(count)s dana"),
        ('<a href="/x/">Отворите</a>&nbsp;PDF', '<a href="/x/">Otvorite</a>&nbsp;PDF'),
    ],
)  # fmt: skip
def test_to_latin(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("nadživjeti", "надживјети"), ("injekcija", "инјекција"), ("konjunktura", "конјунктура"),
        ("konjugacija", "конјугација"), ("Tanjug", "Танјуг"), ("podžeći", "поджећи"),
        ("odžaliti", "оджалити"), ("vanjezički", "ванјезички"), ("nadžnjeti", "наджњети"),
        ("NADŽIVJETI", "НАДЖИВЈЕТИ"), ("predživotni", "предживотни"), ("nadžupan", "наджупан"),
        ("budžet", "буџет"), ("odžak", "оџак"), ("Sonja", "Соња"), ("stanje", "стање"),
        ("ponjava", "поњава"), ("ljubav i džep", "љубав и џеп"), ("LJUBAV", "ЉУБАВ"), ("Đorđe", "Ђорђе"),
        ("podjela", "подјела"), ("c\u030ca\u0161a", "чаша"), ("śutra", "с\u0301утра"),
        ("organizoвана", "организована"),
        ("auto-put i foto-klub", "ауто-пут и фото-клуб"), ("NVO-a i ŽIR-om", "НВО-а и ЖИР-ом"),
        ("FAZA-2, Bar-2 i p-6", "ФАЗА-2, Бар-2 и п-6"), ("6-P i 19-NOV", "6-П и 19-НОВ"),
    ],
)  # fmt: skip
def test_to_cyrillic(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic
    assert to_cyrillic(cyrillic) == cyrillic


@pytest.mark.parametrize(
    "kept",
    [
        "www.gov.me", "https://www.gov.me/nvo?x=1", "office@gov.me", "portal.gov.rs/vodič", "PDF", "EU",
        "XLSX", "CSV", "DOCX", "XXIII", "II", "VIII", "MMXXVI", "Facebook", "Müller", "Yettel", "A4", "2FA",
        "ME25510000000012345618", "prilog.pdf", "%(name)s", "{name}", "&nbsp;", "10 MB",
        "MSS-UG-2026-0001", "UPI-00025", "P-6", "S-12", "Š-1", "UG-P-6", "UP-9",
    ],
)  # fmt: skip
def test_tokens_that_stay(kept: str) -> None:
    assert to_cyrillic(kept) == kept
    assert to_cyrillic(f"Vidi {kept} danas") == f"Види {kept} данас"
    assert to_latin(kept) == kept


def test_tags_stay_and_their_text_is_converted() -> None:
    text = '<p class="lead">Piši na <a href="mailto:nvo@gov.me">nvo@gov.me</a> &amp; čekaj</p>'
    assert to_cyrillic(text) == (
        '<p class="lead">Пиши на <a href="mailto:nvo@gov.me">nvo@gov.me</a> &amp; чекај</p>'
    )
    assert kept_spans("a PDF b") == [(2, 5)]


def test_words_of_real_texts_come_back_the_same() -> None:
    """All but the words with Latin letters typed inside them; ЕУ is a token that stays EU."""
    words = set()
    for path in sorted((SHARED_DATA.parent / "seeds").glob("*.txt")):
        words |= set(re.findall(r"\b\w*[Ѐ-ӿ]\w*", path.read_text(encoding="utf-8")))
    changed = {word for word in words if to_cyrillic(to_latin(word)) != word}
    assert len(words) > 500
    assert changed == {"ЕУ", "Oбављање", "организoвана", "Садa"}


@given(st.text(alphabet=CYRILLIC + CYRILLIC.upper() + " .,-„“0123456789", max_size=40))
def test_latin_of_cyrillic_has_no_cyrillic_and_folds_alike(text: str) -> None:
    latin = to_latin(text)
    assert not re.search("[Ѐ-ӿ]", latin)
    assert to_latin(latin) == latin
    assert fold(latin) == fold(text)
    assert sort_key(latin) == sort_key(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đorđe  Čvarkov – „Ćao”", "djordje cvarkov cao"), ("Ђорђе Чварков", "djordje cvarkov"),
        ("Џеп Ǆep Džep", "dzep dzep dzep"), ("Његош, Љиљана", "njegos ljiljana"), ("Ш.У.М.А.", "s u m a"),
        ("Кako", "kako"), ("СПOРТ", "sport"), ("ВANKA", "banka"), ("Сonsulting", "consulting"),
        ("c\u030camac", "camac"), ("Śutra з\u0301еница", "sutra zenica"), ("Ðurđa", "djurdja"),
        ("Müller & Straße", "muller strasse"), ("  ", ""), ("ДРУШТВО 2026/1", "drustvo 2026 1"),
    ],
)  # fmt: skip
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=30))
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def sql_folds(texts: list[str]) -> list[str]:
    """The texts folded by the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT saradnja_fold(t) FROM unnest(%s::text[]) WITH ORDINALITY AS x(t, n) ORDER BY n", [texts]
        )
        return [folded for (folded,) in cursor.fetchall()]


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=BOTH, max_size=25), min_size=1, max_size=20))
def test_the_database_folds_alike(texts: list[str]) -> None:
    assert sql_folds(texts) == [fold(text) for text in texts]


@pytest.mark.django_db
def test_the_database_folds_every_character_alike() -> None:
    texts = [f"a{chr(code)}b" for code in range(1, 0x11000) if not 0xD800 <= code < 0xE000]
    assert sql_folds(texts) == [fold(text) for text in texts]


@pytest.mark.django_db
def test_the_fold_can_stand_in_indexes_and_parallel_plans() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT provolatile, proparallel, proisstrict FROM pg_proc WHERE proname = 'saradnja_fold'"
        )
        assert cursor.fetchall() == [("i", "s", True)]


def test_names_sort_by_the_alphabet_in_both_scripts() -> None:
    names = [
        "Cetinje", "Čačak", "Ćićevac", "Danilovgrad", "Dečani", "Džep", "Đurđevac", "Lovćen", "Luka",
        "Ljubiš", "Nikšić", "Novi Sad", "Novigrad", "Njeguši", "Subotica", "Šid", "Zeta", "Žabljak",
    ]  # fmt: skip
    turned = list(reversed(names))
    assert sorted(turned, key=sort_key) == names
    assert sorted(map(to_cyrillic, turned), key=sort_key) == [to_cyrillic(name) for name in names]


def test_the_sort_key_is_plain_and_ignores_case_and_signs() -> None:
    assert sort_key("„Đak“ 9") == sort_key("ЂАК - 9") == "d2a0k00019"
    assert re.fullmatch("[a-z0-9]+", sort_key("NVO „Младост“ & Müller, Šabac 015"))
    assert sort_key("injekcija") == sort_key("инјекција")
    assert sort_key("9 života") < sort_key("Andrijevica") < sort_key("Andrijevica Nova")
