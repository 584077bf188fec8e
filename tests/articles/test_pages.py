"""What the pages of the library share."""

import json
from uuid import uuid4

from apiflask import APIFlask
from markupsafe import Markup

from mingus.articles.pages import sizes, structured
from mingus.articles.schemas.views import ArticleView, Card
from mingus.core.clock import now
from mingus.core.tenancy import Member
from tests.articles import writing
from tests.factories import Browser


def test_data_for_search_engines_cannot_leave_its_element(app: APIFlask, alice: Member) -> None:
    day = now().date()
    card = Card(uuid4(), "x", "</script><script>alert(1)", "s", "do", "beginner", ["saving"], 3, day, day, is_open=True)
    article = ArticleView(card, 1, "Mingus", [], None, None, Markup(), [], [], [], [])
    said = structured.block(article)
    assert said.count("<script") == said.count("</script>") == 1
    assert json.loads(said.partition(">")[2].rpartition("<")[0])["headline"] == "</script><script>alert(1)"


def test_a_size_nobody_offered_is_the_usual_one(as_alice: Browser) -> None:
    slug = writing.add()
    as_alice.set_cookie("reading-size", "gigantic")
    assert 'value="usual" checked' in as_alice.get(f"/library/{slug}").text
    assert set(sizes.SIZES) == {"small", "usual", "large"}
