"""Who takes an assessment: a person by their session, a visitor by a cookie, and how often they may begin."""

from apiflask import APIFlask

from mingus.assessments import attempts
from tests.assessments.takers import begin
from tests.factories import browser


def test_a_cookie_that_is_no_token_of_ours_finds_nothing_and_breaks_nothing(app: APIFlask) -> None:
    for odd in ("x", "A" * 300, "null", "%00"):
        visitor = browser(app)
        visitor.set_cookie("attempts", odd)
        assert visitor.get("/assessments").status_code == 200
        assert "Begun" not in visitor.get("/assessments").text


def test_one_network_cannot_begin_without_end(app: APIFlask) -> None:
    visitor = browser(app)
    begin(visitor)
    last = 303
    for _ in range(attempts.STARTS_AN_HOUR):
        last = visitor.post("/api/assessments/readiness/attempts", json={}, csrf=False).status_code
    assert last == 429


def test_a_program_takes_an_assessment_with_the_cookie_that_beginning_gives(app: APIFlask) -> None:
    visitor = browser(app)
    visitor.post("/api/assessments/readiness/attempts", json={}, csrf=False)
    assert visitor.get_cookie("attempts") is not None
