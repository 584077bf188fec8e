"""Assessments as JSON: as visitors and as people, and that nobody's score is taken from outside."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from apiflask import APIFlask

from mingus.assessments.models import SLUGS
from mingus.core.tenancy import Member
from tests.assessments.takers import answers, finish
from tests.factories import Browser, Program, browser, browser_of

API = "/api/assessments"


def _said(slug: str, seed: int = 1) -> dict[str, Any]:
    return {key: list(one) if isinstance(one, tuple) else one for key, one in answers(slug, seed).items()}


def _take(client: Any, slug: str = "readiness", seed: int = 1) -> dict[str, Any]:
    """Begin, answer everything, submit; the report."""
    begun = client.post(f"{API}/{slug}/attempts", json={})
    assert begun.status_code == 201, begun.text
    address = f"{API}/attempts/{begun.get_json()['id']}"
    left = client.post(f"{address}/answers", json={"answers": _said(slug, seed)})
    assert left.get_json()["missing"] == [], left.text
    done = client.post(f"{address}/submit", json={})
    assert done.status_code == 200, done.text
    return dict(done.get_json())


def test_everybody_may_read_what_is_asked_and_nobody_what_it_counts(app: APIFlask) -> None:
    visitor = browser(app)
    listed = visitor.get(f"{API}/available").get_json()["items"]
    assert [item["slug"] for item in listed] == list(SLUGS)
    for slug in SLUGS:
        said = visitor.get(f"{API}/{slug}").text
        for hidden in ("points", "weight", "otherwise", "helps", "costs", "only_if"):
            assert f'"{hidden}"' not in said


def test_a_visitor_and_a_person_get_the_same_score_for_the_same_answers(app: APIFlask, api_alice: Program) -> None:
    theirs, hers = _take(browser(app)), _take(api_alice)
    assert theirs["score"] == hers["score"]
    assert theirs["sub_scores"] == hers["sub_scores"]
    assert set(hers["sub_scores"]) == {"be", "do", "have"}


def test_beginning_again_goes_on_with_what_is_open(api_alice: Program) -> None:
    first = api_alice.post(f"{API}/readiness/attempts", json={}).get_json()["id"]
    assert api_alice.post(f"{API}/readiness/attempts", json={}).get_json()["id"] == first


def test_submitting_twice_gives_one_result(api_alice: Program) -> None:
    report = _take(api_alice)
    again = api_alice.post(f"{API}/attempts/{report['id']}/submit", json={}).get_json()
    assert again["score"] == report["score"]
    assert len(api_alice.get(f"{API}/results").get_json()["items"]) == 1


def test_what_is_not_answered_is_named_when_submitting(api_alice: Program) -> None:
    attempt = api_alice.post(f"{API}/readiness/attempts", json={}).get_json()["id"]
    refused = api_alice.post(f"{API}/attempts/{attempt}/submit", json={})
    assert refused.status_code == 422
    assert "picture" in refused.text


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("readiness/attempts", {"score": 100}),
        ("attempts/{id}/answers", {"answers": {"picture": "clear"}, "score": 100}),
        ("attempts/{id}/answers", {"answers": {"picture": "clear"}, "level": "advanced"}),
        ("attempts/{id}/answers", {"answers": {"score": 100}}),
        ("attempts/{id}/answers", {"answers": {"picture": "perfect"}}),
        ("attempts/{id}/answers", {"answers": {"picture": 100}}),
        ("attempts/{id}/answers", {"answers": {"picture": ["clear"]}}),
        ("attempts/{id}/answers", {"answers": {"self_talk": 6}}),
        ("attempts/{id}/answers", {"answers": {"self_talk": 4.5}}),
        ("attempts/{id}/answers", {"answers": {"self_talk": True}}),
        ("attempts/{id}/answers", {"answers": {"self_talk": 1e300}}),
        ("attempts/{id}/answers", {"answers": {"automatic": ["none", "bills"]}}),
        ("attempts/{id}/answers", {"answers": {}}),
        ("attempts/{id}/submit", {"sub_scores": {"be": 100}}),
        ("attempts/{id}/submit", {"band": "building"}),
    ],
)
def test_a_program_that_sends_scores_levels_or_anything_unknown_is_refused(
    api_alice: Program, path: str, body: dict[str, Any]
) -> None:
    attempt = api_alice.post(f"{API}/readiness/attempts", json={}).get_json()["id"]
    assert api_alice.post(f"{API}/{path.format(id=attempt)}", json=body).status_code == 422
    assert api_alice.get(f"{API}/attempts/{attempt}").get_json()["answers"] == {}


def test_a_whole_number_may_be_written_with_a_point(api_alice: Program) -> None:
    attempt = api_alice.post(f"{API}/readiness/attempts", json={}).get_json()["id"]
    raw = '{"answers": {"self_talk": 4.0}}'
    sent = api_alice.post(f"{API}/attempts/{attempt}/answers", data=raw, content_type="application/json")
    assert sent.get_json()["answers"] == {"self_talk": 4}


@pytest.mark.parametrize("answer", [{"points": 100}, True, -1, 10**10, "x" * 101, ["a"] * 11, None])
def test_what_is_no_answer_is_told_in_one_plain_sentence(api_alice: Program, answer: Any) -> None:
    attempt = api_alice.post(f"{API}/readiness/attempts", json={}).get_json()["id"]
    sent = api_alice.post(f"{API}/attempts/{attempt}/answers", json={"answers": {"self_talk": answer}})
    assert sent.status_code == 422
    fields = sent.get_json()["fields"]
    assert list(fields) == ["answers.self_talk"]
    assert fields["answers.self_talk"].startswith("Send a key, a list of keys, or a number")


def test_answers_to_a_finished_attempt_are_refused(api_alice: Program) -> None:
    report = _take(api_alice)
    changed = api_alice.post(f"{API}/attempts/{report['id']}/answers", json={"answers": {"picture": "blank"}})
    assert changed.status_code == 409
    assert api_alice.get(f"{API}/results/{report['id']}").get_json()["score"] == report["score"]


def test_results_come_page_by_page_newest_first(api_alice: Program) -> None:
    taken = [_take(api_alice, seed=seed)["id"] for seed in (1, 2, 3)]
    first = api_alice.get(f"{API}/results?limit=2").get_json()
    second = api_alice.get(f"{API}/results?limit=2&cursor={first['next_cursor']}").get_json()
    assert [item["id"] for item in first["items"] + second["items"]] == taken[::-1]
    assert second["next_cursor"] is None
    assert api_alice.get(f"{API}/results?assessment=layoff-risk").get_json()["items"] == []


def test_bob_never_gets_at_what_is_alices(alice: Member, api_bob: Program) -> None:
    sheet = finish(alice)
    for path in (f"results/{sheet.id}", f"results/{sheet.id}/pdf", f"attempts/{sheet.id}"):
        assert api_bob.get(f"{API}/{path}").status_code == 404
    assert api_bob.delete(f"{API}/results/{sheet.id}").status_code == 404
    assert api_bob.post(f"{API}/results/{sheet.id}/mail", json={}).status_code == 404
    assert api_bob.get(f"{API}/results").get_json()["items"] == []


def test_a_result_can_be_printed_mailed_and_deleted(api_alice: Program) -> None:
    report = _take(api_alice)
    address = f"{API}/results/{report['id']}"
    paper = api_alice.get(f"{address}/pdf")
    assert paper.data.startswith(b"%PDF-")
    assert "mingus-readiness-" in paper.headers["Content-Disposition"]
    assert api_alice.post(f"{address}/mail", json={}).status_code == 202
    assert api_alice.post(f"{address}/mail", json={"to": "stranger@example.com"}).status_code == 422
    assert api_alice.delete(address).status_code == 204
    assert api_alice.get(address).status_code == 404


def test_of_two_tabs_that_claim_at_once_one_moves_it(app: APIFlask, alice: Member) -> None:
    visitor = browser(app)
    report = _take(visitor)
    cookie = visitor.get_cookie("attempts")
    assert cookie is not None
    tabs = [browser_of(app, alice) for _ in range(2)]
    for tab in tabs:
        tab.set_cookie("attempts", cookie.value)
        tab.get("/api/csrf/token")
    with ThreadPoolExecutor(2) as pool:
        claimed = list(pool.map(_claim, tabs))
    assert sorted(len(each) for each in claimed) == [0, 1]
    assert [item["id"] for item in tabs[0].get(f"{API}/results").get_json()["items"]] == [report["id"]]


def _claim(tab: Browser) -> list[Any]:
    return list(tab.post(f"{API}/attempts/claim", json={}).get_json()["results"])


def test_a_decimal_comes_as_a_number_or_as_its_text(api_alice: Program) -> None:
    begun = api_alice.post(f"{API}/income-comparison/attempts", json={}).get_json()
    address = f"{API}/attempts/{begun['id']}/answers"
    for sent in (18.75, "18.75", "$18.75"):
        left = api_alice.post(address, json={"answers": {"pay_period": "hourly", "hourly_pay": sent}}).get_json()
        assert left["answers"]["hourly_pay"] == "18.75"
    assert "hours_per_week" in left["missing"]
    whole = api_alice.post(f"{API}/readiness/attempts", json={}).get_json()["id"]
    refused = api_alice.post(f"{API}/attempts/{whole}/answers", json={"answers": {"self_talk": 4.5}})
    assert refused.get_json()["fields"] == {"self_talk": "Please give a whole number, such as 1200."}
    for wrong in (18.755, -1, 10**9, True, "1e3"):
        refused = api_alice.post(address, json={"answers": {"hourly_pay": wrong}})
        assert refused.status_code == 422, wrong
    tiny = api_alice.post(address, data='{"answers": {"hourly_pay": 1e-999999}}', content_type="application/json")
    assert tiny.status_code == 422
