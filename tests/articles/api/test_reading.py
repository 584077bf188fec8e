import pytest
from apiflask import APIFlask

from mingus.core.tenancy import Member
from tests.articles import writing
from tests.articles.reading import scored
from tests.factories import Browser, Program, browser

SECRET = "The text itself is only for who may read it."


@pytest.fixture
def visitor(app: APIFlask) -> Browser:
    return browser(app)


def _closed() -> str:
    return writing.add(level="intermediate", body=f"{SECRET}[^EARN-01]\n")


def test_the_list_is_open_to_everybody_and_goes_on_where_it_ended(visitor: Browser, alice: Member) -> None:
    for _ in range(26):
        writing.add(topics="[giving]")
    seen: list[str] = []
    after = ""
    for _ in range(4):
        page = visitor.get(f"/api/articles/?topic=giving&after={after}").get_json()
        seen += [each["slug"] for each in page["items"]]
        after = page["next_after"] or ""
        if not after:
            break
    assert len(seen) == len(set(seen)) >= 26
    assert page["items"][0]["percent_read"] is None


@pytest.mark.parametrize(
    "query",
    [
        "score=100",
        "level=expert",
        "phase=dream",
        "topic=yachts",
        "mine=everything",
        "after=Not+a+slug",
        "scores=do:100",
    ],
)
def test_a_list_takes_no_score_and_no_other_word(visitor: Browser, api_alice: Program, query: str) -> None:
    for who in (visitor, api_alice):
        assert who.get(f"/api/articles/?{query}").status_code == 422


def test_an_article_is_whole_where_it_is_open(visitor: Browser, api_alice: Program, alice: Member) -> None:
    slug, closed = writing.add(goal="car", assessment="readiness"), _closed()
    whole = visitor.get(f"/api/articles/{slug}").get_json()
    assert "<h2" in whole["html"]
    assert (whole["goal"], whole["assessment"], whole["opens_when"]) == ("car", "readiness", None)
    assert whole["sources"][0]["publisher"] == "U.S. Bureau of Labor Statistics"
    for who in (visitor, api_alice):
        answer = who.get(f"/api/articles/{closed}")
        assert SECRET not in answer.text
        assert (answer.get_json()["html"], answer.get_json()["is_open"]) == (None, False)
        assert "60" in answer.get_json()["opens_when"]
    scored(alice, do=60)
    assert SECRET in api_alice.get(f"/api/articles/{closed}").get_json()["html"]


def test_what_is_kept_by_caches_is_nobodys(visitor: Browser, api_alice: Program) -> None:
    slug = writing.add()
    for path in ("/api/articles/", "/api/articles/featured", f"/api/articles/{slug}", "/api/articles/search?q=saving"):
        public, private = visitor.get(path), api_alice.get(path)
        assert public.headers["Cache-Control"].startswith("public"), path
        assert {"Cookie", "Authorization"} <= set(public.vary)
        assert private.headers["Cache-Control"] == "private, no-store", path
        assert public.headers.getlist("Set-Cookie") == []


def test_search_marks_what_it_found_and_mends_slips(visitor: Browser, alice: Member) -> None:
    writing.add(title="The xylophone fund", body="Buy a xylophone <b>slowly</b>.\n")
    found = visitor.get("/api/articles/search?q=xylophone").get_json()
    assert "<mark>xylophone</mark>" in found["items"][0]["highlight"]
    assert "<b" not in found["items"][0]["highlight"]
    slip = visitor.get("/api/articles/search?q=xylophnoe").get_json()
    assert (slip["meant"], slip["items"][0]["title"]) == ("xylophone", "The xylophone fund")


def test_a_search_shows_no_words_of_a_text_that_is_closed(visitor: Browser, api_alice: Program, alice: Member) -> None:
    writing.add(level="advanced", title="Kazoo money", body="The secret kazoo text.\n")
    for who in (visitor, api_alice):
        found = who.get("/api/articles/search?q=kazoo")
        assert found.get_json()["items"][0]["title"] == "Kazoo money"
        assert "secret" not in found.text
    scored(alice, do=80)
    assert "secret" in api_alice.get("/api/articles/search?q=kazoo").text


def test_a_search_is_narrowed_like_a_list(visitor: Browser, api_alice: Program, alice: Member) -> None:
    one = writing.add(title="Balalaika one", phase="be", topics="[debt]")
    other = writing.add(title="Balalaika two", phase="have", topics="[credit]")
    for query, slugs in (("phase=be", {one}), ("topic=credit", {other}), ("level=advanced", set()), ("", {one, other})):
        found = visitor.get(f"/api/articles/search?q=balalaika&{query}").get_json()["items"]
        assert {each["slug"] for each in found} == slugs, query
    assert api_alice.put(f"/api/articles/{one}/bookmark", json={}).status_code == 204
    found = api_alice.get("/api/articles/search?q=balalaika&mine=saved").get_json()["items"]
    assert [each["slug"] for each in found] == [one]
    assert visitor.get("/api/articles/search?q=balalaika&topic=yachts").status_code == 422


@pytest.mark.parametrize("q", ["", "x" * 201])
def test_a_search_says_something_and_not_too_much(visitor: Browser, q: str) -> None:
    assert visitor.get("/api/articles/search", query_string={"q": q}).status_code == 422


def test_what_is_featured_says_why(visitor: Browser, api_alice: Program, alice: Member) -> None:
    for phase in ("be", "do", "have"):
        writing.add(phase=phase)
    first = visitor.get("/api/articles/featured").get_json()["items"]
    assert {each["phase"] for each in first} == {"be", "do", "have"}
    assert all(each["reason"] for each in first)
    scored(alice, be=90, do=30, have=80)
    assert "Do, what you do with it, is your lowest score" in api_alice.get("/api/articles/featured").text


def test_an_article_that_is_not_there_is_not_found(visitor: Browser) -> None:
    assert visitor.get("/api/articles/nothing-there").status_code == 404
