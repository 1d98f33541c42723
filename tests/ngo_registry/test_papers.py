"""Papers the portal makes: every item of the law, the same goals in both acts, what each kind files."""

import pytest
from django.utils.translation import override

from ngo_registry.documents.papers import paper_facts, paper_pdf, papers_of
from ngo_registry.documents.statute import ITEMS, articles_of
from ngo_registry.services import online
from office.documents import render_html
from tests.browser.steps.papers import text_of
from tests.factories.filings import JMBG
from tests.factories.online import ACTIVITIES, GOALS, online_draft
from tests.factories.registry import UserFactory

pytestmark = pytest.mark.django_db


def page(filing, key, language="cnr"):
    """The page behind a paper."""
    with override(language):
        facts = paper_facts(filing)
    template = f"ngo_registry/papers/{key}.html"
    return render_html(template, facts, language=language, created=filing.founded_on, title=key)


@pytest.mark.parametrize("kind", ["association", "foundation"])
def test_the_statute_has_an_article_for_every_item_of_the_law(kind):
    articles = articles_of(online_draft(UserFactory(), kind=kind))
    assert sorted(key for article in articles for key in article.keys) == sorted(ITEMS)
    assert all(article.sentences for article in articles)


@pytest.mark.parametrize("kind", ["association", "foundation"])
def test_both_acts_print_the_same_goals_and_activities(kind):
    filing = online_draft(UserFactory(), kind=kind)
    points = "".join(f"<li>{line}</li>" for line in GOALS.splitlines())
    done = "".join(f"<li>{line}</li>" for line in ACTIVITIES.splitlines())
    for key in ("founding_act", "statute"):
        assert points in page(filing, key)
        assert done in page(filing, key)


def test_the_founding_act_names_founders_seat_and_representative_and_the_statute_no_numbers():
    filing = online_draft(UserFactory())
    act = page(filing, "founding_act")
    told = [
        *JMBG,
        "Osnivač 0",
        "Tajna ulica 77",
        filing.name,
        "Nikšić",
        "Trg slobode 1",
        "Ana Anić",
        "Tajna 78",
    ]
    assert [word for word in told if word not in act] == []
    assert [number for number in JMBG if number in page(filing, "statute") + page(filing, "minutes")] == []


def test_each_kind_has_its_papers_and_a_statute_of_ones_own_is_not_printed():
    person = UserFactory()
    kinds = ("association", "foundation", "foreign_organisation")
    keys = {kind: [paper.key for paper in papers_of(online.begin(kind=kind, by=person))] for kind in kinds}
    assert keys == {
        "association": ["founding_act", "minutes", "statute", "application"],
        "foundation": ["founding_act", "statute", "application"],
        "foreign_organisation": ["application"],
    }
    filing = online_draft(person)
    filing.online.own_statute = True
    assert "statute" not in [paper.key for paper in papers_of(filing)]


def test_papers_are_made_from_an_empty_draft_too_and_repeat_byte_by_byte():
    filing = online.begin(kind="association", by=UserFactory())
    for paper in papers_of(filing):
        assert text_of(paper_pdf(filing, paper, "cnr-cyrl"))
    whole = online_draft(UserFactory())
    paper = papers_of(whole)[0]
    assert paper_pdf(whole, paper, "en") == paper_pdf(whole, paper, "cnr")
