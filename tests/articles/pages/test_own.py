import re

import pytest

from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from tests.articles import writing
from tests.articles.reading import scored
from tests.factories import Browser


@pytest.fixture
def slug(alice: Member) -> str:
    return writing.add()


def _folder(browser: Browser, name: str) -> str:
    made = browser.post("/library/folders", data={"name": name})
    assert made.status_code == 303
    return made.location.partition("folder=")[2]


def test_an_article_is_saved_with_a_note_in_a_folder(as_alice: Browser, slug: str) -> None:
    folder = _folder(as_alice, "For spring")
    assert as_alice.post(f"/library/{slug}/save", data={"note": "Ask Dee", "folder_id": folder}).status_code == 303
    shelf = as_alice.get(f"/library/saved?folder={folder}").text
    assert "Ask Dee" in shelf
    assert slug in shelf
    reader = as_alice.get(f"/library/{slug}").text
    assert ">Ask Dee</textarea>" in reader
    assert f'value="{folder}" selected' in reader


def test_a_folder_goes_and_what_lay_in_it_stays(as_alice: Browser, slug: str) -> None:
    folder = _folder(as_alice, "For spring")
    as_alice.post(f"/library/{slug}/save", data={"folder_id": folder})
    assert as_alice.post(f"/library/folders/{folder}/delete").status_code == 303
    assert slug in as_alice.get("/library/saved").text


def test_a_bookmark_is_taken_away(as_alice: Browser, slug: str) -> None:
    as_alice.post(f"/library/{slug}/save")
    as_alice.post(f"/library/{slug}/unsave")
    assert slug not in as_alice.get("/library/saved").text


def test_bob_sees_nothing_of_what_alice_keeps(as_alice: Browser, as_bob: Browser, slug: str) -> None:
    folder = _folder(as_alice, "Alices folder")
    as_alice.post(f"/library/{slug}/save", data={"note": "Alices note", "folder_id": folder})
    as_alice.post(f"/library/{slug}/rating", data={"stars": "4"})
    for path in ("/library/saved", f"/library/saved?folder={folder}", f"/library/{slug}", "/library"):
        page = as_bob.get(path).text
        assert "Alices" not in page
        assert 'aria-pressed="true"' not in page
    assert as_bob.post(f"/library/{slug}/save", data={"folder_id": folder}).status_code == 404
    assert as_bob.post(f"/library/folders/{folder}/delete").status_code == 404


def test_a_rating_is_one_and_may_change(as_alice: Browser, as_bob: Browser, slug: str) -> None:
    for browser, sent in ((as_alice, {"is_useful": "yes"}), (as_alice, {"stars": "2"}), (as_bob, {"stars": "5"})):
        assert browser.post(f"/library/{slug}/rating", data=sent).status_code == 303
    as_alice.post(f"/library/{slug}/rating", data={"is_useful": "no"})
    as_alice.post(f"/library/{slug}/rating", data={"stars": "4"})
    counted = writing.row(slug)
    assert (counted.useful_count, counted.not_useful_count) == (0, 1)
    assert (counted.stars_count, counted.stars_sum) == (2, 9)


def test_nobody_rates_or_finishes_what_is_closed_to_them(as_alice: Browser, alice: Member) -> None:
    closed = writing.add(level="intermediate")
    assert as_alice.post(f"/library/{closed}/rating", data={"stars": "5"}).status_code == 403
    assert as_alice.post(f"/library/{closed}/read").status_code == 403
    scored(alice, do=60)
    assert as_alice.post(f"/library/{closed}/rating", data={"stars": "5"}).status_code == 303


def test_an_article_is_marked_as_read_and_back(as_alice: Browser, slug: str) -> None:
    as_alice.post(f"/library/{slug}/read")
    assert re.search(rf'href="/library/{slug}"', as_alice.get("/library?mine=read").text)
    as_alice.post(f"/library/{slug}/read", data={"is_finished": "off"})
    assert f'href="/library/{slug}"' not in as_alice.get("/library?mine=read").text


def test_a_size_is_remembered(as_alice: Browser, slug: str) -> None:
    answer = as_alice.post("/library/size", data={"size": "large", "next": f"/library/{slug}"})
    assert (answer.status_code, answer.location) == (303, f"/library/{slug}")
    assert 'value="large" checked' in as_alice.get(f"/library/{slug}").text
    assert as_alice.post("/library/size", data={"size": "huge"}).status_code == 422
    assert as_alice.post("/library/size", data={"size": "small", "next": "//evil.example"}).location == "/"


def test_a_folder_needs_a_name_of_its_own(as_alice: Browser) -> None:
    _folder(as_alice, "Twice")
    for name in ("", "twice", "x" * 81):
        answer = as_alice.post("/library/folders", data={"name": name})
        assert answer.status_code == 422
        assert 'id="name-error"' in answer.text


def test_only_members_keep_anything(as_alice: Browser, slug: str) -> None:
    as_alice.delete_cookie("session")
    for path in (f"/library/{slug}/save", f"/library/{slug}/rating", "/library/folders", "/library/size"):
        assert as_alice.post(path, data={"name": "x", "size": "small"}).location.startswith("/login")


def test_a_folder_that_is_not_there_is_not_found(as_alice: Browser) -> None:
    assert as_alice.post(f"/library/folders/{new_id()}/delete").status_code == 404
