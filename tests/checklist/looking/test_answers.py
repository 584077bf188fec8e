"""One answer of every class is fetched, once, and must be of its class."""

import pytest

from mingus.checklist.looking.answers import SIGN_IN, STATIC_FILE, WANTED, answers, in_the_open
from mingus.checklist.looking.stores import NoAnswer
from tests.checklist.looking.conftest import LookAt
from tests.checklist.secured import FILE, HOSTS, HTML, Respond, saying
from tests.servers.http import Answer, Request

RIGHT = saying({})


def answering(path: str, answer: Answer) -> Respond:
    return lambda request: answer if request.path == path else RIGHT(request)


def test_every_class_is_asked_for_once(look_at: LookAt) -> None:
    asked: list[str] = []

    def respond(request: Request) -> Answer:
        asked.append(request.path)
        return RIGHT(request)

    with look_at(respond) as around:
        found = answers(around)
        assert answers(around) is found
    assert list(found) == [*(wanted.name for wanted in WANTED), STATIC_FILE]
    assert asked == [*(wanted.path for wanted in WANTED), FILE]
    assert found[SIGN_IN].status == 200
    assert found["redirect"].status == 303


@pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.name)
def test_an_answer_of_another_class_is_none(look_at: LookAt, wanted: object) -> None:
    path, name = wanted.path, wanted.name  # type: ignore[attr-defined]  # pytest hands them through as objects
    with look_at(answering(path, Answer(500, b"broken"))) as around, pytest.raises(NoAnswer) as raised:
        answers(around)
    assert f"https://mingus.test{path} answers 500; its {name} would be" in str(raised.value)


def test_a_file_that_is_gone_is_no_answer(look_at: LookAt) -> None:
    with look_at(answering(FILE, Answer(404))) as around, pytest.raises(NoAnswer, match="its static file would be 200"):
        answers(around)


@pytest.mark.parametrize(
    "page", [b"Hello", b'<img src="/assets/plain.png">', b'<script src="https://elsewhere.test/assets/a-12345678.js">']
)
def test_a_page_without_a_hashed_file_of_ours_is_no_answer(look_at: LookAt, page: bytes) -> None:
    respond = answering("/login", Answer(200, page, {"Content-Type": HTML}))
    with look_at(respond) as around, pytest.raises(NoAnswer, match="/login links no file of the front end"):
        answers(around)


def test_over_http_every_name_is_asked_once(look_at: LookAt) -> None:
    with look_at(RIGHT) as around:
        found = in_the_open(around)
        assert in_the_open(around) is found
    assert tuple(found) == HOSTS
    for host, answer in found.items():
        assert answer.url == f"http://{host}/login?next=/goals"
        assert answer.header("Location") == f"https://{host}/login?next=/goals"
