"""Block tags of the components: the markup they write, and what they refuse when a template is read."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils import translation

CLOCK = '<svg class="icon" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'


def drawn(source: str, **facts: object) -> str:
    """What a template with these tags writes, in English."""
    with translation.override("en"):
        return Template(source).render(Context(facts))


def test_facts_have_no_white_space_between_their_rows():
    source = """{% facts %}
      {% if number %}
        {% fact _("Number") plain %}
          {{ number }}
        {% endfact %}
      {% endif %}
      {% for each in rows %}
        {% fact each %}<b>{{ each }}</b>{% endfact %}
      {% endfor %}
    {% endfacts %}"""
    assert drawn(source, number="7/26", rows=["a<b"]) == (
        '<dl class="facts"><div><dt>Number</dt><dd translate="no">7/26</dd></div>'
        "<div><dt>a&lt;b</dt><dd><b>a&lt;b</b></dd></div></dl>"
    )


def test_words_beside_one_another_stay_apart():
    source = "{% fact _('Number') %}\n {{ a }} {% if b %}{{ b }}{% endif %}\n {% endfact %}"
    assert drawn(source, a="one", b="two") == "<div><dt>Number</dt><dd>one two</dd></div>"


def test_a_fact_with_a_composed_name_and_attributes():
    source = '{% fact plain_name class="hash" data_sum="total" plain %}{% translate "For" %} ({{ n }}){% is %}x{% endfact %}'
    assert drawn(source, n=2) == (
        '<div><dt translate="no">For (2)</dt><dd class="hash" data-sum="total" translate="no">x</dd></div>'
    )


@pytest.mark.parametrize(("editable", "shown"), [(True, True), (False, False)])
def test_an_action_beside_a_fact_stands_under_its_condition(editable, shown):
    source = "{% fact 'Sum' %}5{% action if editable and not closed %}\n <a href='#'>go</a>\n {% endfact %}"
    with_action = "<div class=\"has-action\"><dt>Sum</dt><dd>5</dd><dd><a href='#'>go</a></dd></div>"
    assert drawn(source, editable=editable) == (with_action if shown else "<div><dt>Sum</dt><dd>5</dd></div>")


def test_a_table_stands_in_a_named_frame_that_the_keyboard_reaches():
    source = """{% table _("Awards") hidden %}
      <thead><tr>
        <th scope="col">a</th>
      </tr></thead>
      <tbody>
        {% for each in rows %}
          <tr>
            <td>{{ each }} <b>x</b></td>
          </tr>
        {% endfor %}
      </tbody>
    {% endtable %}"""
    assert drawn(source, rows=[1, 2]) == (
        '<div class="table-scroll" tabindex="0" role="group" aria-label="Awards"><table class="table">'
        '<caption class="visually-hidden">Awards</caption><thead><tr><th scope="col">a</th></tr></thead><tbody>'
        "<tr><td>1 <b>x</b></td></tr><tr><td>2 <b>x</b></td></tr></tbody></table></div>"
    )


def test_cells_in_branches_carry_no_white_space_either():
    source = """{% table "A" labelledby="a" %}
      <tbody>
        {% for each in rows %}
          <tr{% if odd %} class="odd"{% endif %} {% if each %}id="r{{ each }}"{% endif %}>
            {% if forloop.first %}
              <th scope="row"{% if odd %} class="num"{% endif %}>
                {{ each }} {% if odd %}<i>{{ each }}</i> {{ each }}{% endif %}
              </th>
            {% endif %}
            {% if odd %}
              <td>
                {{ each }}
              </td>
            {% endif %}
          </tr>
        {% endfor %}
      </tbody>
    {% endtable %}"""
    assert drawn(source, rows=[1, 2], odd=True).partition("</caption>")[2] == (
        '<tbody><tr class="odd" id="r1"><th scope="row" class="num">1 <i>1</i> 1</th><td>1</td></tr>'
        '<tr class="odd" id="r2"><td>2</td></tr></tbody></table></div>'
    )


def test_a_table_named_by_its_heading_or_otherwise():
    by_heading = drawn(
        '{% table "A" work id="rows" labelledby="part-" of=n dense=yes %}{% endtable %}', n=3, yes=True
    )
    assert by_heading == (
        '<div class="table-scroll dense" id="rows" tabindex="0" role="group" aria-labelledby="part-3">'
        '<table class="table table-work"><caption>A</caption></table></div>'
    )
    otherwise = drawn(
        "{% table label=name class='understood' %}1. <i>A</i>{% rows %}<tbody></tbody>{% endtable %}",
        name='"A"',
    )
    assert otherwise == (
        '<div class="table-scroll" tabindex="0" role="group" aria-label="&quot;A&quot;">'
        '<table class="table understood"><caption>1. <i>A</i></caption><tbody></tbody></table></div>'
    )


def test_a_frame_around_what_is_no_table():
    assert drawn('{% scroll "The chart" %}\n{{ chart }}\n{% endscroll %}', chart=1) == (
        '<div class="table-scroll" tabindex="0" role="group" aria-label="The chart">1</div>'
    )


def test_a_notice_has_the_sign_of_its_tone():
    assert drawn('{% notice "warn" role="status" icon="clock" wait=2 %} <p>x</p> {% endnotice %}') == (
        f'<div class="notice notice-warn" role="status" data-wait="2">{CLOCK}'
        '<path d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.5l3.5 2"/></svg><div><p>x</p></div></div>'
    )
    assert drawn("{% notice tone %}x{% endnotice %}", tone="bad").startswith(
        '<div class="notice notice-bad"><svg'
    )
    assert "notice-info" in drawn("{% notice %}x{% endnotice %}")


def test_a_timeline_says_when_and_who():
    source = """{% timeline %}
      {% event "2 May" by=who %}<p>a</p>{% endevent %}
      {% event future=yes %}{{ who }}, later{% told %}<p>b</p>{% endevent %}
      {% event %}<p>c</p>{% endevent %}
    {% endtimeline %}"""
    assert drawn(source, who="A & B", yes=True) == (
        '<ol class="timeline"><li><p class="when">2 May · A &amp; B</p><p>a</p></li>'
        '<li class="is-future"><p class="when">A &amp; B, later</p><p>b</p></li><li><p>c</p></li></ol>'
    )


def test_the_include_of_facts_draws_the_same_rows():
    with translation.override("en"):
        text = render_to_string("components/facts.html", {"rows": [("A", 0), ("B", "", "/b/", "Change")]})
    assert text.strip() == (
        '<dl class="facts"><div><dt>A</dt><dd>0</dd></div><div class="has-action"><dt>B</dt><dd>–</dd>'
        '<dd><a href="/b/">Change<span class="visually-hidden">: B</span></a></dd></div></dl>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "{% fact %}x{% endfact %}",
        "{% fact 'a' %}b{% is %}c{% endfact %}",
        "{% fact 'a' loud %}b{% endfact %}",
        "{% fact 'a' %}b{% action when c %}d{% endfact %}",
        "{% fact 'a' %}b{% action %}c{% action %}d{% endfact %}",
        "{% facts 'a' %}{% endfacts %}",
        "{% table %}<tbody></tbody>{% endtable %}",
        "{% table %}caption{% rows %}<tbody></tbody>{% endtable %}",
        "{% scroll %}x{% endscroll %}",
        "{% notice 'warn' colour='red' %}x{% endnotice %}",
        "{% event 'now' %}x{% told %}y{% endevent %}",
        "{% timeline %}x",
    ],
)
def test_a_wrong_tag_is_refused_when_the_template_is_read(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)
