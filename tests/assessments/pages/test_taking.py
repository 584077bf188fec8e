"""Taking an assessment on the pages, as a visitor and as somebody who is signed in."""

import pytest
from apiflask import APIFlask

from mingus.assessments.models import SLUGS
from mingus.assessments.service import definitions
from tests.assessments.takers import begin, go_through
from tests.factories import Browser, browser


def test_a_visitor_sees_every_assessment_and_what_it_asks(app: APIFlask) -> None:
    visitor = browser(app)
    page = visitor.get("/assessments").text
    for slug in SLUGS:
        assert f"/assessments/{slug}" in page
        assert definitions.current(slug).name in visitor.get(f"/assessments/{slug}").text


def test_looking_leaves_no_cookie_and_beginning_leaves_one_that_no_script_reads(app: APIFlask) -> None:
    visitor = browser(app)
    visitor.get("/assessments")
    assert visitor.get_cookie("attempts") is None
    begin(visitor)
    cookie = visitor.get_cookie("attempts")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Strict"


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != "income-comparison"])
def test_a_visitor_goes_from_the_first_question_to_the_result(app: APIFlask, slug: str) -> None:
    visitor = browser(app)
    address = go_through(visitor, slug)
    assert address.startswith("/assessments/results/")
    page = visitor.get(address).text
    assert "of 100" in page
    assert "Create a free account" in page
    assert definitions.current(slug).disclaimer.split(".")[0] in page


def test_one_question_stands_on_a_screen_with_progress_and_a_way_back(app: APIFlask) -> None:
    visitor = browser(app)
    attempt = begin(visitor)
    first, second = definitions.current("readiness").questions[:2]
    page = visitor.get(f"/assessments/attempts/{attempt}").text
    assert first.text in page
    assert second.text not in page
    assert "1 of 12" in page
    onward = visitor.post(f"/assessments/attempts/{attempt}", data={"question": first.key, "answer": "wish"}).location
    page = visitor.get(onward).text
    assert "2 of 12" in page
    assert f"?question={first.key}" in page
    assert "Your answer" in visitor.get(f"/assessments/attempts/{attempt}?question={first.key}").text


def test_who_comes_back_goes_on_with_the_first_open_question(app: APIFlask) -> None:
    visitor = browser(app)
    attempt = begin(visitor)
    visitor.post(f"/assessments/attempts/{attempt}", data={"question": "picture", "answer": "clear"})
    assert "Begun" in visitor.get("/assessments").text
    assert begin(visitor) == attempt
    assert "2 of 12" in visitor.get(f"/assessments/attempts/{attempt}").text


def test_a_wrong_answer_comes_back_with_a_sentence(as_alice: Browser) -> None:
    attempt = begin(as_alice, "layoff-risk")
    answer = as_alice.post(f"/assessments/attempts/{attempt}", data={"question": "years_there", "answer": "many"})
    assert answer.status_code == 422
    assert "whole number" in answer.text
    assert 'value="many"' in answer.text


@pytest.mark.parametrize("more", [{"score": "100"}, {"level": "advanced"}, {"sub_scores": "{}"}])
def test_a_page_that_sends_a_score_is_refused(as_alice: Browser, more: dict[str, str]) -> None:
    attempt = begin(as_alice)
    sent = {"question": "picture", "answer": "clear", **more}
    assert as_alice.post(f"/assessments/attempts/{attempt}", data=sent).status_code == 422
    assert as_alice.post("/assessments/readiness/start", data=more).status_code == 422


def test_a_branch_is_asked_only_of_those_it_concerns(as_alice: Browser) -> None:
    attempt = begin(as_alice, "money-and-relationships")
    address = f"/assessments/attempts/{attempt}"
    yes = as_alice.post(address, data={"question": "gives", "answer": "monthly"}).location
    assert yes.endswith("gives_how")
    no = as_alice.post(address, data={"question": "gives", "answer": "no"}).location
    assert no.endswith("group_plans")
    assert as_alice.get(yes).status_code == 404


def test_nobody_opens_the_attempt_of_another(app: APIFlask, as_alice: Browser, as_bob: Browser) -> None:
    attempt = begin(as_alice)
    for other in (as_bob, browser(app)):
        assert other.get(f"/assessments/attempts/{attempt}").status_code == 404
        sent = {"question": "picture", "answer": "clear"}
        assert other.post(f"/assessments/attempts/{attempt}", data=sent).status_code == 404


def test_an_assessment_that_is_none_is_not_found(as_alice: Browser) -> None:
    assert as_alice.get("/assessments/horoscope").status_code == 404
    assert as_alice.post("/assessments/horoscope/start").status_code == 404
