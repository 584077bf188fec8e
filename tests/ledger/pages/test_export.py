"""The page from which people take everything along."""

from apiflask import APIFlask

from mingus.core.settings import Settings
from tests.factories import browser_of, make_member


def test_the_page_offers_the_three_files(app: APIFlask, configuration: Settings) -> None:
    page = browser_of(app, make_member(configuration)).get("/settings/export").get_data(as_text=True)
    for kind in ("csv", "json", "beancount"):
        assert f'href="/api/financial/export?format={kind}"' in page
