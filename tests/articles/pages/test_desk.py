from datetime import timedelta

import pytest
from apiflask import APIFlask
from sqlalchemy import select, update

from mingus.articles import jobs as article_jobs
from mingus.articles.models import Article
from mingus.core import clock
from mingus.core.db import GLOBAL, transaction
from mingus.core.events import AuditEntry
from mingus.core.settings import Settings
from tests.articles import writing
from tests.factories import Browser, browser
from tests.identity.operators import as_operator, make_operator


@pytest.fixture
def editor(app: APIFlask, configuration: Settings) -> Browser:
    return as_operator(app, make_operator(configuration, role="operator"))


@pytest.fixture
def slug(configuration: Settings, editor: Browser) -> str:
    writing.add_neighbours()
    return writing.add()


def _edit(editor: Browser, slug: str, text: str, *, base: int = 1, **more: str) -> int:
    sent = {"text": text, "base_number": str(base), "publish": "now", **more}
    return editor.post(f"/operator/library/{slug}", data=sent).status_code


def test_the_desk_is_there_for_operators_with_a_second_factor_alone(
    app: APIFlask, configuration: Settings, as_alice: Browser, slug: str
) -> None:
    helper = as_operator(app, make_operator(configuration, role="support"))
    bare = as_operator(app, make_operator(configuration, role="operator", has_factor=False))
    for path in ("/operator/library", f"/operator/library/{slug}", f"/operator/library/{slug}/compare?older=1&newer=1"):
        assert [who.get(path).status_code for who in (as_alice, helper, bare)] == [404, 404, 403]
    assert [_edit(who, slug, writing.text(slug, title="Mine now")) for who in (as_alice, helper, bare)] == [
        404,
        404,
        403,
    ]
    assert writing.row(slug).title != "Mine now"


def test_an_edit_is_live_at_once_and_the_text_before_stays(app: APIFlask, editor: Browser, slug: str) -> None:
    assert _edit(editor, slug, writing.text(slug, title="Better words"), note="Clearer") == 303
    assert "Better words" in browser(app).get(f"/library/{slug}").text
    desk = editor.get(f"/operator/library/{slug}").text
    for shown in ("Version 2 is live", "Version 1", "By an operator", "Clearer"):
        assert shown in desk


def test_an_edit_cannot_run_anything_in_readers_browsers(app: APIFlask, editor: Browser, slug: str) -> None:
    evil = "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=alert(1)>[^EARN-01]\n"
    assert _edit(editor, slug, writing.text(slug, body=evil, title="'<img src=x onerror=alert(1)>'")) == 303
    page = browser(app).get(f"/library/{slug}").text
    for harm in ("<script>alert", "<img src=x", 'href="javascript:'):
        assert harm not in page


@pytest.mark.parametrize(
    ("change", "said"),
    [({"phase": "dream"}, "no phase of ours"), ({"slug": "another-address"}, "slug is"), ({"score": "1"}, "score")],
)
def test_a_text_that_does_not_fit_comes_back(editor: Browser, slug: str, change: dict[str, str], said: str) -> None:
    text = writing.text(**{"slug": slug, **change})
    answer = editor.post(f"/operator/library/{slug}", data={"text": text, "base_number": "1", "publish": "now"})
    assert answer.status_code == 422
    assert said in answer.text
    assert "A first paragraph" in answer.text


def test_whoever_saves_second_is_told_of_the_first(editor: Browser, slug: str) -> None:
    assert _edit(editor, slug, writing.text(slug, title="The first one")) == 303
    assert _edit(editor, slug, writing.text(slug, title="The second one")) == 409
    assert writing.row(slug).title == "The first one"


def _hidden(page: str, name: str) -> str:
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def test_whoever_was_told_may_look_and_put_theirs_on_top(editor: Browser, slug: str) -> None:
    _edit(editor, slug, writing.text(slug, title="Theirs came first"))
    sent = {"text": writing.text(slug, title="Ours on top of it"), "base_number": "1", "publish": "now"}
    told = editor.post(f"/operator/library/{slug}", data=sent)
    assert told.status_code == 409
    assert "title: Ours on top of it" in told.text
    assert f"/operator/library/{slug}/compare?older=1&amp;newer=2" in told.text
    again = editor.post(f"/operator/library/{slug}", data={**sent, "base_number": _hidden(told.text, "base_number")})
    assert (again.status_code, writing.row(slug).title) == (303, "Ours on top of it")


def test_a_form_from_before_it_was_taken_down_brings_nothing_back(editor: Browser, slug: str) -> None:
    old = editor.get(f"/operator/library/{slug}").text
    seen = {name: _hidden(old, name) for name in ("base_number", "base_status")}
    assert seen == {"base_number": "1", "base_status": "live"}
    editor.post(f"/operator/library/{slug}/status", data={"status": "unpublished"})
    sent = {"text": writing.text(slug, title="A slip mended"), "publish": "now", **seen}
    told = editor.post(f"/operator/library/{slug}", data=sent)
    assert told.status_code == 409
    assert "took this article down meanwhile" in told.text
    assert writing.row(slug).status == "unpublished"


def test_now_means_now_also_where_nothing_was_live(app: APIFlask, editor: Browser, slug: str) -> None:
    for publish in ("text", "take"):
        editor.post(f"/operator/library/{slug}/status", data={"status": "unpublished"})
        page = editor.get(f"/operator/library/{slug}").text
        assert 'value="keep" required checked' in page, "a draft goes on being one unless somebody says so"
        if publish == "text":
            assert _edit(editor, slug, writing.text(slug, title="Corrected words")) == 303
        else:
            assert editor.post(f"/operator/library/{slug}/take", data={"number": "1"}).status_code == 303
        assert browser(app).get(f"/library/{slug}").status_code == 200


def test_the_form_holds_our_words_while_those_of_the_release_wait(editor: Browser, slug: str) -> None:
    _edit(editor, slug, writing.text(slug, title="Words we keep"))
    writing.load(writing.text(slug, title="A text that waits"))
    desk = editor.get(f"/operator/library/{slug}").text
    assert "title: Words we keep" in desk
    assert "title: A text that waits" not in desk
    assert "title: A text that waits" in editor.get(f"/operator/library/{slug}?number=3").text
    assert editor.post(f"/operator/library/{slug}/keep", data={"number": "2"}).status_code == 409


def test_looking_saves_nothing(editor: Browser, slug: str) -> None:
    sent = {"text": writing.text(slug, body="Only **a look**.\n"), "base_number": "1", "look": "yes"}
    answer = editor.post(f"/operator/library/{slug}", data=sent)
    assert "<strong>a look</strong>" in answer.text
    assert writing.row(slug).number == 1


def test_versions_are_compared_and_restored(app: APIFlask, editor: Browser, slug: str) -> None:
    _edit(editor, slug, writing.text(slug, title="Only for a while"))
    compared = editor.get(f"/operator/library/{slug}/compare?older=1&newer=2").text
    assert "title: Only for a while</ins>" in compared
    assert "</del>" in compared
    assert editor.post(f"/operator/library/{slug}/take", data={"number": "1"}).status_code == 303
    assert "Only for a while" not in browser(app).get(f"/library/{slug}").text
    assert editor.post(f"/operator/library/{slug}/take", data={"number": "99"}).status_code == 404
    assert editor.get(f"/operator/library/{slug}/compare?older=x&newer=2").status_code == 404


def test_a_restored_text_of_the_release_is_the_operators_choice(editor: Browser, slug: str) -> None:
    _edit(editor, slug, writing.text(slug, title="Only for a while"))
    editor.post(f"/operator/library/{slug}/take", data={"number": "1"})
    assert writing.load(writing.text(slug, title="A newer release")).waiting == 1


def test_a_newer_text_of_the_release_waits_and_both_are_offered(editor: Browser, slug: str) -> None:
    _edit(editor, slug, writing.text(slug, title="Our own words"))
    writing.load(writing.text(slug, title="Words of the release"))
    desk = editor.get(f"/operator/library/{slug}").text
    for shown in ("This release brings a newer text", "Compare them", "Take the release’s", "Keep ours"):
        assert shown in desk
    editor.post(f"/operator/library/{slug}/keep")
    assert (writing.row(slug).title, writing.row(slug).waiting_number) == ("Our own words", None)
    writing.load(writing.text(slug, title="Words of the next release"))
    editor.post(f"/operator/library/{slug}/take", data={"number": "4"})
    assert (writing.row(slug).title, writing.row(slug).origin) == ("Words of the next release", "file")


def test_what_is_taken_down_is_nowhere_until_it_is_back(app: APIFlask, editor: Browser, slug: str) -> None:
    editor.post(f"/operator/library/{slug}/status", data={"status": "unpublished"})
    visitor = browser(app)
    for path in (f"/library/{slug}", f"/api/articles/{slug}"):
        assert visitor.get(path).status_code == 404
        assert visitor.get(path).headers["Cache-Control"] == "private, no-store"
    for path in ("/library", "/sitemap.xml", "/library/feed.xml", f"/library?q={slug}", "/api/articles/"):
        assert f"/library/{slug}" not in visitor.get(path).text
    editor.post(f"/operator/library/{slug}/status", data={"status": "live"})
    assert visitor.get(f"/library/{slug}").status_code == 200


def test_a_scheduled_text_goes_live_when_its_moment_comes(editor: Browser, slug: str) -> None:
    at = (clock.now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    assert _edit(editor, slug, writing.text(slug, title="From tomorrow on"), publish="later", at=at) == 303
    found = writing.row(slug)
    assert (found.number, found.due_number) == (1, 2)
    article_jobs.go_live(str(found.id), 2)
    assert writing.row(slug).number == 1, "too early"
    with transaction(GLOBAL) as db:
        db.execute(update(Article).where(Article.slug == slug).values(due_at=clock.now()))
    for _ in range(2):
        article_jobs.go_live(str(found.id), 2)
    assert (writing.row(slug).title, writing.row(slug).due_number) == ("From tomorrow on", None)


def test_a_schedule_is_taken_back_and_needs_a_moment_to_come(editor: Browser, slug: str) -> None:
    assert _edit(editor, slug, writing.text(slug, title="Never to be"), publish="later", at="2020-01-01T00:00") == 422
    at = (clock.now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    _edit(editor, slug, writing.text(slug, title="Never to be"), publish="later", at=at)
    assert "goes live" in editor.get(f"/operator/library/{slug}").text
    editor.post(f"/operator/library/{slug}/unschedule")
    assert writing.row(slug).due_number is None


def test_what_is_taken_down_does_not_come_back_by_an_older_schedule(editor: Browser, slug: str) -> None:
    at = (clock.now() + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    _edit(editor, slug, writing.text(slug, title="A small change"), publish="later", at=at)
    editor.post(f"/operator/library/{slug}/status", data={"status": "unpublished"})
    assert "Scheduled" not in editor.get(f"/operator/library/{slug}").text
    found = writing.row(slug)
    article_jobs.go_live(str(found.id), 2)
    assert (found.due_number, writing.row(slug).status) == (None, "unpublished")
    _edit(editor, slug, writing.text(slug, title="The corrected text"), publish="later", at=at, base=2)
    assert writing.row(slug).due_number == 3, "a corrected text may be scheduled afterwards, and brings it back"


def test_what_operators_do_stands_in_the_systems_chain(editor: Browser, slug: str) -> None:
    _edit(editor, slug, writing.text(slug, title="Written down"))
    with transaction(GLOBAL, read_only=True) as db:
        told = db.scalars(select(AuditEntry.facts).where(AuditEntry.event == "ArticleChanged")).all()
    assert {"article_id": str(writing.row(slug).id), "change": "edited"} in told
