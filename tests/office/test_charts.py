"""Charts: the same bytes each time, no style or script inside, words escaped, names for screen readers."""

import datetime
import os
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from office import charts
from office.charts import COLORS, Bar, Stack, Tile, bars, columns, stacks, tiles, top, wrapped
from office.documents import html_to_pdf
from office.templatetags.look import fitted
from tests.pdf_checks import faults

ROWS = [
    Bar("Zaštita lica sa invaliditetom", 1_250_000.5, "1.250.000,50 €"),
    Bar("Развој цивилног друштва и волонтеризма у свим општинама", 830_000, "830.000,00 €"),
    Bar("<img src=x onerror=alert(1)>", 0, "0,00 €"),
]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("draw", [bars, columns])
def test_a_chart_is_plain_svg_with_a_title_and_a_description(draw):
    drawn = draw(ROWS, title="Sredstva & oblasti", description="Najviše: zaštita <lica>")
    root = ElementTree.fromstring(drawn)
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "title", "desc", "g", "path", "text", "tspan", "line"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {"style", "onerror", "onload", "href"} & attributes
    assert root.get("role") == "img"
    ids = root.get("aria-labelledby").split()
    assert [root.find(f"*[@id='{name}']").text for name in ids] == [
        "Sredstva & oblasti",
        "Najviše: zaštita <lica>",
    ]
    words = "".join(root.itertext())
    assert "1.250.000,50 €" in words and "<img src=x onerror=alert(1)>" in words


def test_a_chart_has_the_same_bytes_in_another_process():
    code = (
        "from tests.office.test_charts import ROWS; from office.charts import bars; import sys\n"
        "sys.stdout.buffer.write(bars(ROWS, title='a', description='b').encode())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "11", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    run = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        env=environment, capture_output=True, check=True,
    )  # fmt: skip
    assert run.stdout.decode().endswith(bars(ROWS, title="a", description="b"))


def test_a_column_in_parts_has_its_legend_and_no_part_of_nothing():
    rows = [Stack("2024", (100.0, 0, 50), "150,00 €"), Stack("2025", (0, 10, 0), "10,00 €")]
    bodies = ["Ministarstvo " + "prosvjete " * 9, "Opština <Bar>", "Druga tijela"]
    drawn = stacks(rows, bodies, title="Sredstva", description="Iste brojke su u tabeli")
    root = ElementTree.fromstring(drawn)
    colours = [element.get("fill") for element in root.iter(f"{SVG}path")]
    own = [colour for colour in colours if colour in COLORS]
    assert sorted(own) == sorted([COLORS[0], COLORS[2], COLORS[1], *COLORS[:3]])  # three parts, three keys
    words = "".join(root.itertext())
    assert "Opština <Bar>" in words and "prosvjete …" in words and "150,00 €" in words
    assert "style=" not in drawn and int(root.get("width")) <= 640
    assert "<title" in stacks([], [], title="Prazno", description="Nema podataka")


def test_two_charts_on_a_page_share_no_id():
    assert bars(ROWS, title="a", description="b")[:200] != bars(ROWS, title="c", description="b")[:200]


def test_long_names_break_where_we_say():
    assert wrapped("Zaštita lica sa invaliditetom") == "Zaštita lica sa invaliditetom"
    assert wrapped("Razvoj civilnog društva i volonterizma").split("\n") == [
        "Razvoj civilnog društva i",
        "volonterizma",
    ]
    assert wrapped("riječ " * 30).endswith("…") and wrapped("riječ " * 30).count("\n") == 1
    assert wrapped("") == ""


def test_nothing_to_draw_is_still_a_chart():
    assert top([]) == top([Bar("a", 0, "0")]) == 1.0
    assert "<title" in bars([], title="Prazno", description="Nema podataka")


def test_a_chart_in_an_act_conforms():
    drawn = bars(ROWS, title="Sredstva", description="Po oblastima")
    html = f'<html lang="cnr-Latn"><head><title>x</title></head><body><h1>x</h1>{drawn}</body></html>'
    data = html_to_pdf(html, created=datetime.date(2026, 11, 22))
    for profile in ("3a", "ua1"):
        assert faults(data, profile) == []


def test_the_same_chart_is_drawn_once_and_another_sum_anew(monkeypatch):
    drawn = []
    original = charts._svg
    monkeypatch.setattr(charts, "_svg", lambda spec: drawn.append(spec) or original(spec))
    rows = [Bar("Kultura jednom", 3.0, "3,00 €")]
    words = {"title": "Jednom", "description": "Po oblastima"}
    first = bars(rows, **words)
    assert bars(list(rows), **words) == first and len(drawn) == 1
    assert bars([Bar("Kultura jednom", 4.0, "4,00 €")], **words) != first and len(drawn) == 2


def test_a_phone_gets_lines_with_bars_that_fit_it():
    chart = bars(ROWS, title="Sredstva & oblasti", description="Po oblastima")
    root = ElementTree.fromstring(chart.narrow)
    assert (root.get("width"), root.get("viewBox"), "chart-narrow" in root.get("class")) == (
        "100%",
        None,
        True,
    )
    lines = [element.text for element in root.iter(f"{SVG}text")]
    assert lines[:3] == ["Zaštita lica sa", "invaliditetom", "1.250.000,50 €"]
    assert all(len(line) <= 36 for line in lines) and "<img src=x onerror=alert(1)>" in " ".join(lines)
    assert [element.get("width") for element in root.iter(f"{SVG}rect")] == ["100.00%", "66.40%"]
    assert root.get("aria-labelledby") != ElementTree.fromstring(chart).get("aria-labelledby")
    assert fitted(chart) == f"{chart}{chart.narrow}" and fitted("") == ""


def test_years_stand_beside_their_bars_and_few_of_them_need_no_other_drawing():
    years = [Bar(str(year), year - 2010, str(year - 2010)) for year in range(2012, 2022)]
    root = ElementTree.fromstring(columns(years, title="a", description="b").narrow)
    assert int(root.get("height")) == 240 and len(list(root.iter(f"{SVG}svg"))) == 11
    assert columns(years[:3], title="a", description="b").narrow is None


def test_the_map_is_the_first_municipalities_and_parts_keep_their_colours_on_a_phone():
    places = [Tile(at % 5, at // 5, f"Opština {at}", at, str(at)) for at in range(20)]
    words = list(ElementTree.fromstring(tiles(places, title="a", description="b").narrow).iter(f"{SVG}text"))
    assert [each.text for each in words[:2]] == ["Opština 19", "19"] and len(words) == 24
    rows = [Stack(str(year), (1.0, 0, 3), "4.000.000,00 €") for year in range(2017, 2027)]
    root = ElementTree.fromstring(
        stacks(rows, ["Jedno", "Drugo", "Treće"], title="a", description="b").narrow
    )
    own = [each.get("fill") for each in root.iter(f"{SVG}rect")]
    assert own == [COLORS[0], COLORS[2]] * 10 + list(COLORS[:3])
