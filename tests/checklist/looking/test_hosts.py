"""The names of a site follow from PUBLIC_URL."""

import pytest

from mingus.checklist.looking.hosts import Site, site
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from tests.checklist.conftest import MakeSurroundings


@pytest.mark.parametrize("url", ["https://mingus.test", "https://mingus.test/", "https://Mingus.test:443"])
def test_a_name_has_its_www_and_its_api(around: MakeSurroundings, url: str) -> None:
    found = site(around(environ={"PUBLIC_URL": url}))
    assert found == Site("mingus.test")
    assert found.hosts == ("mingus.test", "www.mingus.test", "api.mingus.test")
    assert found.url("/a") == "https://mingus.test/a"
    assert found.url("/a", "b.test") == "https://b.test/a"


def test_a_name_with_www_has_the_same_neighbours(around: MakeSurroundings) -> None:
    found = site(around(environ={"PUBLIC_URL": "https://www.mingus.test:8443"}))
    assert found.host == "www.mingus.test"
    assert found.hosts == ("mingus.test", "www.mingus.test", "api.mingus.test")
    assert found.url("/") == "https://www.mingus.test:8443/"


@pytest.mark.parametrize("url", ["http://mingus.test", "https://localhost", "mingus.test", "https://mingus.test:port"])
def test_what_is_no_https_site_fails(around: MakeSurroundings, url: str) -> None:
    with pytest.raises(NoAnswer, match="PUBLIC_URL is"):
        site(around(environ={"PUBLIC_URL": url}))


def test_without_it_something_is_missing(around: MakeSurroundings) -> None:
    with pytest.raises(Missing, match="PUBLIC_URL is not set"):
        site(around())
