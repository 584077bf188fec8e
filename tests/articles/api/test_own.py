from typing import Any

import pytest

from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from tests.articles import writing
from tests.factories import Program

ARTICLES = "/api/articles"


@pytest.fixture
def slug(alice: Member) -> str:
    return writing.add()


def test_a_bookmark_has_a_note_and_a_folder(api_alice: Program, slug: str) -> None:
    folder = api_alice.post(f"{ARTICLES}/folders", json={"name": "Later"}).get_json()["id"]
    sent = {"note": "Read with Sam", "folder_id": folder}
    for _ in range(2):
        assert api_alice.put(f"{ARTICLES}/{slug}/bookmark", json=sent).status_code == 204
    (kept,) = api_alice.get(f"{ARTICLES}/bookmarks").get_json()["items"]
    assert (kept["slug"], kept["note"], kept["folder_id"]) == (slug, "Read with Sam", folder)
    assert api_alice.get(f"{ARTICLES}/folders").get_json()["items"] == [{"id": folder, "name": "Later", "count": 1}]
    assert api_alice.delete(f"{ARTICLES}/folders/{folder}").status_code == 204
    assert api_alice.get(f"{ARTICLES}/{slug}").get_json()["note"] == "Read with Sam"
    assert api_alice.delete(f"{ARTICLES}/{slug}/bookmark").status_code == 204
    assert api_alice.get(f"{ARTICLES}/bookmarks").get_json()["items"] == []


def test_bob_gets_nothing_of_alices(api_alice: Program, api_bob: Program, slug: str) -> None:
    folder = api_alice.post(f"{ARTICLES}/folders", json={"name": "Hers"}).get_json()["id"]
    api_alice.put(f"{ARTICLES}/{slug}/bookmark", json={"note": "Hers", "folder_id": folder})
    api_alice.put(f"{ARTICLES}/{slug}/progress", json={"percent": 50})
    for path in ("bookmarks", "folders", slug, "?topic=saving"):
        assert "Hers" not in api_bob.get(f"{ARTICLES}/{path}").text
    mine = api_bob.get(f"{ARTICLES}/{slug}").get_json()
    assert (mine["percent_read"], mine["is_saved"], mine["note"]) == (None, False, None)
    assert api_bob.put(f"{ARTICLES}/{slug}/bookmark", json={"folder_id": folder}).status_code == 404
    assert api_bob.delete(f"{ARTICLES}/folders/{folder}").status_code == 404


def test_sending_a_folder_twice_makes_one(api_alice: Program) -> None:
    key = {"Idempotency-Key": str(new_id())}
    made = [api_alice.post(f"{ARTICLES}/folders", json={"name": "Once"}, headers=key).get_json() for _ in range(2)]
    assert made[0] == made[1]
    assert api_alice.post(f"{ARTICLES}/folders", json={"name": "once"}).status_code == 422


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("rating", {}),
        ("rating", {"stars": 0}),
        ("rating", {"stars": 6}),
        ("rating", {"stars": 5, "level": "advanced"}),
        ("progress", {"percent": 101}),
        ("progress", {"percent": -1}),
        ("progress", {"percent": 10, "score": 100}),
        ("progress", {"percent": 10, "readiness": {"do": 100}}),
        ("bookmark", {"note": "x" * 2001}),
        ("bookmark", {"note": "x", "person_id": str(new_id())}),
        ("bookmark", {"folder_id": "no id"}),
    ],
)
def test_scores_levels_and_what_does_not_fit_are_refused(
    api_alice: Program, slug: str, path: str, sent: dict[str, Any]
) -> None:
    assert api_alice.put(f"{ARTICLES}/{slug}/{path}", json=sent).status_code == 422


def test_progress_ends_in_having_read_it_and_can_be_taken_back(api_alice: Program, slug: str) -> None:
    def standing() -> tuple[int | None, bool]:
        said = api_alice.get(f"{ARTICLES}/{slug}").get_json()
        return said["percent_read"], said["is_read"]

    seen = []
    for sent in ({"percent": 40}, {"percent": 97}, {"percent": 10}, {"is_finished": False}, {"is_finished": True}):
        api_alice.put(f"{ARTICLES}/{slug}/progress", json=sent)
        seen.append(standing())
    assert seen == [(40, False), (97, True), (10, True), (0, False), (100, True)]


def test_a_closed_article_takes_no_progress(api_alice: Program) -> None:
    closed = writing.add(level="advanced")
    assert api_alice.put(f"{ARTICLES}/{closed}/progress", json={"percent": 99}).status_code == 403
    assert api_alice.put(f"{ARTICLES}/{closed}/bookmark", json={}).status_code == 204, "saving for later is fine"
