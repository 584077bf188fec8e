from xml.etree import ElementTree as ET

from apiflask import APIFlask

from mingus.core.tenancy import Member
from tests.articles import writing
from tests.factories import browser

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_feed_tells_of_articles_in_xml_that_holds(app: APIFlask, alice: Member) -> None:
    slug = writing.add(title="Debts & <credits>", published="2030-01-01", updated="2030-01-01")
    answer = browser(app).get("/library/feed.xml")
    assert answer.mimetype == "application/rss+xml"
    titles = [item.findtext("title") for item in ET.fromstring(answer.data).iter("item")]  # noqa: S314  our own
    assert "Debts & <credits>" in titles
    assert slug in answer.text
    assert answer.headers.getlist("Set-Cookie") == []


def test_the_map_names_every_live_article(app: APIFlask, alice: Member) -> None:
    slug = writing.add(level="advanced")
    answer = browser(app).get("/sitemap.xml")
    found = [each.text or "" for each in ET.fromstring(answer.data).iter(f"{MAP}loc")]  # noqa: S314  our own
    assert [address for address in found if address.endswith(f"/library/{slug}")]
    assert [address for address in found if address.endswith("/library")]
    assert answer.headers["Cache-Control"].startswith("public")


def test_robots_are_told_of_the_map(app: APIFlask) -> None:
    assert "Sitemap: http" in browser(app).get("/robots.txt").text
