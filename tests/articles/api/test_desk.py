"""The desk as JSON: whatever its pages do, and what stops two operators from undoing each other."""

from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.articles.models import ArticleVersion
from mingus.core import clock
from mingus.core.db import GLOBAL, transaction
from mingus.core.events import AuditEntry
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.articles import writing
from tests.articles.checking import whole
from tests.factories import Program, browser, program_of
from tests.identity.operators import make_operator

DESK = "/api/operator/articles"


@pytest.fixture
def opal(configuration: Settings) -> Member:
    return make_operator(configuration, role="operator")


@pytest.fixture
def editor(app: APIFlask, opal: Member) -> Program:
    return program_of(app, opal)


@pytest.fixture
def slug(opal: Member) -> str:
    writing.add_neighbours()
    return writing.add()


def _in_hours(hours: float) -> str:
    return (clock.now() + timedelta(hours=hours)).isoformat()


def test_the_list_goes_on_and_holds_what_nobody_else_sees(editor: Program, slug: str) -> None:
    editor.put(f"{DESK}/{slug}/status", json={"status": "unpublished"})
    found: dict[str, dict[str, object]] = {}
    after = ""
    while True:
        page = editor.get(f"{DESK}/?after={after}").get_json()
        found |= {each["slug"]: each for each in page["items"]}
        if not (after := page["next_after"] or ""):
            break
    assert list(found) == sorted(found)
    assert found[slug]["status"] == "unpublished"


def test_a_new_article_is_kept_then_live_and_stands_in_the_chain(app: APIFlask, editor: Program, slug: str) -> None:
    fresh = writing.fresh_slug()
    made = editor.post(f"{DESK}/", json={"text": writing.text(fresh), "note": "First words"})
    assert made.status_code == 201
    said = made.get_json()
    assert (said["status"], said["origin"], said["newest_number"]) == ("unpublished", "operator", 1)
    assert [(each["number"], each["note"]) for each in said["versions"]] == [(1, "First words")]
    assert browser(app).get(f"/library/{fresh}").status_code == 404
    live = editor.put(f"{DESK}/{fresh}/live", json={"number": 1, "base_number": 1, "base_status": "unpublished"})
    assert (live.status_code, live.get_json()["status"]) == (200, "live")
    assert browser(app).get(f"/library/{fresh}").status_code == 200
    with transaction(GLOBAL, read_only=True) as db:
        told = db.scalars(select(AuditEntry.facts).where(AuditEntry.event == "ArticleChanged")).all()
    mine = [each["change"] for each in told if each["article_id"] == str(writing.row(fresh).id)]
    assert mine == ["added", "took a version"]


def test_the_same_key_makes_one_article_and_one_version(editor: Program, slug: str) -> None:
    fresh, key = writing.fresh_slug(), {"Idempotency-Key": "once-and-no-more"}
    first, second = (editor.post(f"{DESK}/", json={"text": writing.text(fresh)}, headers=key) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.get_json() == second.get_json()
    edit = {"text": writing.text(fresh, title="Its second words"), "base_number": 1, "publish": "keep"}
    key = {"Idempotency-Key": "one-version"}
    answers = [editor.post(f"{DESK}/{fresh}/versions", json=edit, headers=key).status_code for _ in range(2)]
    assert answers == [201, 201]
    counted = select(func.count()).where(ArticleVersion.article_id == writing.row(fresh).id)
    with transaction(GLOBAL, read_only=True) as db:
        assert db.scalar(counted) == 2


def test_an_address_is_taken_once(editor: Program, slug: str) -> None:
    answer = editor.post(f"{DESK}/", json={"text": writing.text(slug, title="Another of that name")})
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert "already" in answer.get_json()["fields"]["slug"]


@pytest.mark.parametrize(
    ("head", "field", "words"),
    [
        ({"phase": "dream"}, "phase", "no phase of ours"),
        ({"level": "expert"}, "level", "no level of ours"),
        ({"slug": "new"}, "slug", "choose another address"),
        ({"title": "Hm"}, "title", "Use at least 5 characters."),
        ({"sources": "[EARN-01, EARN-9999]"}, "sources", "EARN-9999 is no fact of ours"),
        ({"related": "[one-of-ours, never-written]"}, "related", "There is no article never-written."),
        ({"prerequisites": "[never-written]"}, "prerequisites", "There is no article never-written."),
        ({"title": "All about one-of-ours"}, "title", "The title is that of one-of-ours."),
    ],
)
def test_a_head_that_does_not_hold_is_refused_in_words_by_its_field(
    editor: Program, slug: str, head: dict[str, str], field: str, words: str
) -> None:
    text = writing.text(**{"slug": writing.fresh_slug(), **head})
    answer = editor.post(f"{DESK}/", json={"text": text, "publish": "now"})
    assert answer.status_code == 422
    assert words in answer.get_json()["fields"][field]


def test_whoever_saves_second_is_told_and_both_texts_are_there(editor: Program, slug: str) -> None:
    edits = [{"base_number": 1, "text": writing.text(slug, title=title)} for title in ("First one", "Second one")]
    first, late = (editor.post(f"{DESK}/{slug}/versions", json=edit) for edit in edits)
    assert first.status_code == 201
    assert (late.status_code, late.mimetype) == (409, "application/problem+json")
    assert "Somebody saved a newer version meanwhile" in late.get_json()["detail"]
    assert editor.put(f"{DESK}/{slug}/live", json={"number": 1, "base_number": 1}).status_code == 409
    assert editor.get(f"{DESK}/{slug}").get_json()["title"] == "First one"


def test_what_was_taken_down_meanwhile_is_not_brought_back_by_an_older_form(editor: Program, slug: str) -> None:
    editor.put(f"{DESK}/{slug}/status", json={"status": "unpublished"})
    seen = {"base_number": 1, "base_status": "live"}
    text = writing.text(slug, title="Small slip mended")
    for publish in ("now", "later"):
        edit = {**seen, "text": text, "publish": publish, "at": _in_hours(2)}
        late = editor.post(f"{DESK}/{slug}/versions", json=edit)
        assert late.status_code == 409
        assert "took this article down meanwhile" in late.get_json()["detail"]
    assert writing.row(slug).status == "unpublished"


def test_a_version_is_scheduled_moved_and_taken_back(editor: Program, slug: str) -> None:
    draft = {"text": writing.text(slug, title="For later"), "base_number": 1, "publish": "keep"}
    editor.post(f"{DESK}/{slug}/versions", json=draft)
    first, second = _in_hours(2), _in_hours(1)
    for at in (first, second):
        said = editor.put(f"{DESK}/{slug}/schedule", json={"number": 2, "at": at}).get_json()
        assert (said["due_number"], said["number"], said["title"]) == (2, 1, f"All about {slug}")
    assert said["due_at"][:16] == second[:16]
    assert editor.delete(f"{DESK}/{slug}/schedule").status_code == 204
    assert editor.get(f"{DESK}/{slug}").get_json()["due_number"] is None


@pytest.mark.parametrize(
    "at", ["2020-01-01T00:00:00Z", "2026-03-08T02:30:00", "9999-12-31T23:59:59-14:00", "tomorrow", 4102444800, ""]
)
def test_a_moment_is_to_come_near_and_says_its_zone(editor: Program, slug: str, at: object) -> None:
    editor.put(f"{DESK}/{slug}/status", json={"status": "unpublished"})
    answer = editor.put(f"{DESK}/{slug}/schedule", json={"number": 1, "at": at})
    assert answer.status_code == 422
    assert set(answer.get_json()["fields"]) == {"at"}


def test_a_moment_in_a_zone_is_the_same_moment_on_the_night_the_clocks_change(editor: Program, slug: str) -> None:
    editor.put(f"{DESK}/{slug}/status", json={"status": "unpublished"})
    year = clock.now().year + 1
    for at, by_utc in ((f"{year}-07-04T09:00:00-04:00", "13:00"), (f"{year}-01-04T09:00:00-05:00", "14:00")):
        said = editor.put(f"{DESK}/{slug}/schedule", json={"number": 1, "at": at}).get_json()
        assert said["due_at"][11:16] == by_utc


def test_an_earlier_version_comes_back_and_versions_are_compared(editor: Program, slug: str) -> None:
    edit = {"text": writing.text(slug, title="For a while"), "base_number": 1}
    editor.post(f"{DESK}/{slug}/versions", json=edit)
    lines = editor.get(f"{DESK}/{slug}/compare?older=1&newer=2").get_json()["items"]
    assert {"kind": "new", "text": "title: For a while"} in lines
    said = editor.put(f"{DESK}/{slug}/live", json={"number": 1, "base_number": 2}).get_json()
    assert (said["number"], said["title"], said["newest_number"]) == (1, f"All about {slug}", 2)
    assert editor.get(f"{DESK}/{slug}?number=2").get_json()["text"] == edit["text"]
    assert editor.put(f"{DESK}/{slug}/live", json={"number": 1}).status_code == 422, "it is live already"
    for path in (f"{slug}?number=9", f"{slug}/compare?older=1&newer=9", "nothing-there"):
        assert editor.get(f"{DESK}/{path}").status_code == 404


def test_a_text_of_the_release_that_waits_is_taken_or_left(editor: Program, slug: str) -> None:
    editor.post(f"{DESK}/{slug}/versions", json={"text": writing.text(slug, title="Our words"), "base_number": 1})
    writing.load(writing.text(slug, title="Words of the release"))
    said = editor.get(f"{DESK}/{slug}").get_json()
    assert (said["waiting_number"], said["text_number"], said["title"]) == (3, 2, "Our words")
    assert editor.post(f"{DESK}/{slug}/keep", json={"number": 2}).status_code == 409
    assert editor.post(f"{DESK}/{slug}/keep", json={"number": 3}).get_json()["waiting_number"] is None


def test_a_preview_draws_and_checks_and_keeps_nothing(editor: Program, slug: str) -> None:
    fresh = writing.fresh_slug()
    evil = "<script>alert(1)</script> [x](javascript:alert(1)) Pay **$4,321** now.[^EARN-01]\n"
    said = editor.post("/api/operator/article-preview", json={"text": writing.text(fresh, body=evil)}).get_json()
    assert "<strong>$4,321</strong>" in said["html"]
    assert "<script" not in said["html"]
    assert 'href="javascript' not in said["html"]
    assert {"length", "shape", "figure", "disclaimer"} <= {each["kind"] for each in said["faults"]}
    assert editor.get(f"{DESK}/{fresh}").status_code == 404


def test_a_text_as_the_release_has_them_is_without_fault(editor: Program, slug: str) -> None:
    others = whole.OTHERS
    writing.load(*(writing.text(each, related="[one-of-ours, another-of-ours]") for each in others))
    said = editor.post("/api/operator/article-preview", json={"text": whole.article(writing.fresh_slug())}).get_json()
    assert said["faults"] == []


@pytest.mark.parametrize(
    "text", ["x" * 60_001, "", "no head", "---\nslug: x\n---\n\x00", "---\nslug: \x00\n---\nWords"]
)
def test_what_is_no_text_is_refused(editor: Program, slug: str, text: str) -> None:
    for path in (f"{DESK}/", "/api/operator/article-preview"):
        answer = editor.post(path, json={"text": text})
        assert answer.status_code == 422
        assert answer.get_json()["fields"]
