import json
import re

import pytest
from apiflask import APIFlask

from mingus.core.policy import PRIVATE
from mingus.core.tenancy import Member
from tests.articles import writing
from tests.articles.reading import scored
from tests.factories import Browser, browser

SECRET = "The text itself is only for who may read it."


@pytest.fixture
def visitor(app: APIFlask) -> Browser:
    return browser(app)


@pytest.fixture
def advanced(alice: Member) -> str:
    return writing.add(level="advanced", body=f"{SECRET}[^EARN-01]\n\n## One\n\nMore.\n")


def test_a_visitor_reads_what_is_for_beginners(visitor: Browser, alice: Member) -> None:
    slug = writing.add(title="Start here today")
    page = visitor.get(f"/library/{slug}").text
    for shown in ("Start here today", "After this you can", "<h2", "U.S. Bureau of Labor Statistics", "Join free"):
        assert shown in page


def test_whoever_joins_from_an_article_comes_back_to_it(visitor: Browser, alice: Member) -> None:
    slug = writing.add()
    page = visitor.get(f"/library/{slug}").text
    assert page.count(f'href="/register?next=/library/{slug}"') == 2
    assert f'href="/login?next=/library/{slug}"' in page
    found = visitor.get("/library?q=card+debt").text
    assert 'href="/login?next=/library%3Fq%3Dcard%2Bdebt"' in found


def test_what_is_closed_never_shows_its_text(visitor: Browser, as_alice: Browser, alice: Member, advanced: str) -> None:
    scored(alice, do=79)
    for who, said in ((visitor, "reaches 80 of 100"), (as_alice, "Yours is 79")):
        page = who.get(f"/library/{advanced}").text
        assert SECRET not in page
        assert "sources-" not in page
        assert said in page
        assert "After this you can" in page


def test_a_level_opens_by_the_score_of_its_phase(as_alice: Browser, alice: Member, advanced: str) -> None:
    scored(alice, be=100, have=100, do=80)
    assert SECRET in as_alice.get(f"/library/{advanced}").text


@pytest.mark.parametrize("sent", ["?score=100", "?level=beginner&phase=do", "?do=100", "?readiness=100"])
def test_scores_in_the_address_open_nothing(as_alice: Browser, advanced: str, sent: str) -> None:
    answer = as_alice.get(f"/library/{advanced}{sent}", headers={"X-Readiness": "100"})
    assert SECRET not in answer.text


def test_a_visitors_page_is_for_everybody_and_a_members_for_nobody(
    visitor: Browser, as_alice: Browser, alice: Member
) -> None:
    slug = writing.add()
    for path in ("/library", f"/library/{slug}", "/library?q=saving"):
        public, private = visitor.get(path), as_alice.get(path)
        assert public.headers["Cache-Control"] == "public, max-age=60, must-revalidate"
        assert public.headers.getlist("Set-Cookie") == []
        assert "csrf" not in public.text.lower()
        assert "Cookie" in public.headers["Vary"]
        assert private.headers["Cache-Control"] == PRIVATE
        assert "ETag" not in private.headers


def test_who_asked_before_changes_nothing_in_what_visitors_get(app: APIFlask, as_alice: Browser) -> None:
    slug = writing.add()
    first = browser(app).get(f"/library/{slug}")
    as_alice.post(f"/library/{slug}/save", data={"note": "mine"})
    as_alice.get(f"/library/{slug}")
    again = browser(app).get(f"/library/{slug}")
    assert (again.data, again.headers["ETag"]) == (first.data, first.headers["ETag"])


def test_a_copy_that_is_good_is_not_sent_again_and_one_that_is_old_is(visitor: Browser, alice: Member) -> None:
    slug = writing.fresh_slug()
    writing.load(writing.text(slug))
    tag = visitor.get(f"/library/{slug}").headers["ETag"]
    assert visitor.get(f"/library/{slug}", headers={"If-None-Match": tag}).status_code == 304
    writing.load(writing.text(slug, title="Another title now"))
    fresh = visitor.get(f"/library/{slug}", headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert "Another title now" in fresh.text


def test_search_engines_read_what_the_page_says(visitor: Browser, alice: Member) -> None:
    slug = writing.add(title="Said “with” </script> signs")
    page = visitor.get(f"/library/{slug}").text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = json.loads(data)
    assert said["headline"] == "Said “with” </script> signs"
    assert said["mainEntityOfPage"].endswith(f"/library/{slug}")
    assert f'<link rel="canonical" href="{said["mainEntityOfPage"]}">' in page


def test_a_search_that_finds_nothing_says_what_to_do(visitor: Browser, alice: Member) -> None:
    page = visitor.get("/library?q=zzzzzzqqq").text
    assert "No article has these words" in page
    assert "noindex" in page


def test_what_somebody_types_is_shown_as_they_typed_it(visitor: Browser, alice: Member) -> None:
    page = visitor.get("/library?q=<script>alert(1)</script>").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_filters_narrow_and_unknown_ones_do_nothing(visitor: Browser, alice: Member) -> None:
    slug = writing.add(phase="have", level="intermediate", topics="[estate]")
    assert slug in visitor.get("/library?phase=have&level=intermediate&topic=estate").text
    assert slug not in visitor.get("/library?phase=be&topic=estate").text
    assert visitor.get("/library?phase=nonsense&topic=%00&after=%27--").status_code == 200


def test_an_address_without_an_article_says_so(visitor: Browser, alice: Member) -> None:
    assert visitor.get("/library/nothing-there").status_code == 404


def test_a_member_goes_on_where_they_stopped(as_alice: Browser, alice: Member) -> None:
    slug = writing.add()
    as_alice.put(f"/api/articles/{slug}/progress", json={"percent": 60})
    page = as_alice.get(f"/library/{slug}").text
    assert "You are 60% through" in page
    assert 'href="#s-first-steps"' in page
    assert "Go on reading" in as_alice.get("/library").text


def test_what_goes_well_with_it_says_where_it_is_closed(as_alice: Browser, visitor: Browser, alice: Member) -> None:
    scored(alice, do=79)
    near, far = writing.add(level="intermediate"), writing.add(level="advanced")
    slug = writing.add(related=f"[{near}, {far}]")
    assert closed_rows(as_alice.get(f"/library/{slug}").text, near, far) == [False, True]
    assert closed_rows(visitor.get(f"/library/{slug}").text, near, far) == [True, True]


def closed_rows(page: str, *slugs: str) -> list[bool]:
    """Whether the rows of these say that they open later."""
    rows = [page.partition(f'<a class="m-row" href="/library/{slug}"')[2].partition("</a>")[0] for slug in slugs]
    return ["Opens later" in row for row in rows]


def test_a_source_says_the_year_of_its_figures_where_its_title_does_not(visitor: Browser, alice: Member) -> None:
    page = visitor.get(
        f"/library/{writing.add(sources='[EARN-01, WLTH-02]', body='One.[^EARN-01] Two.[^WLTH-02]')}"
    ).text
    sources = re.sub(r"<[^>]+>", "", page.partition('id="sources"')[2].partition("</section>")[0])
    assert "2025 (USDL-26-0119)." in sources
    assert "accessible data; figures of 2022." in sources
