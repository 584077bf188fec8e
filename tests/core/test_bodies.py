"""What is too deep, too much or nothing is refused before anybody looks at it."""

import pytest
from apiflask import APIFlask

from mingus.core.bodies import MAX_DEPTH, MAX_VALUES
from mingus.core.settings import Settings
from tests.factories import Program, browser, make_someone

NAMES = "/api/user/profile"


def nested(depth: int) -> str:
    return '{"a":' * depth + "1" + "}" * depth


@pytest.mark.parametrize(
    "body",
    ["null", nested(MAX_DEPTH + 1), "[" * 60_000, '{"a":[' + "1," * MAX_VALUES + "1]}", "[[1,2],[3]" * 500],
)
def test_it_is_not_understood(api_alice: Program, body: str) -> None:
    answer = api_alice.patch(NAMES, data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize("body", [nested(MAX_DEPTH - 1), "[]", '{"a":[' + "1," * (MAX_VALUES - 3) + "1]}"])
def test_what_is_within_is_looked_at(api_alice: Program, body: str) -> None:
    assert api_alice.patch(NAMES, data=body, content_type="application/json").status_code == 422


def test_a_form_has_a_number_of_fields(app: APIFlask, configuration: Settings) -> None:
    client = browser(app)
    short = "&".join(f"f{number}=" for number in range(6000))
    part = '--x\r\nContent-Disposition: form-data; name="f"\r\n\r\n\r\n'
    long = part * (MAX_VALUES + 1) + "--x--"
    for body, kind in ((long, "multipart/form-data; boundary=x"), (short, "application/x-www-form-urlencoded")):
        assert client.post("/login", data=body, content_type=kind).status_code == 413


def test_of_many_faults_fifty_are_named_and_of_a_long_name_its_beginning(api_alice: Program) -> None:
    many = api_alice.patch(NAMES, json={f"f{number}": 1 for number in range(1000)})
    assert (many.status_code, len(many.get_json()["fields"])) == (422, 50)
    long = api_alice.patch(NAMES, json={"x" * 10_000: 1})
    assert [len(name) for name in long.get_json()["fields"]] == [100]


def test_no_answer_repeats_a_secret(app: APIFlask, configuration: Settings) -> None:
    """Every field that carries one, with a value that is refused for its form."""
    secret, someone = "Zqx-secret-4711 " * 80, make_someone(configuration)
    client = browser(app)
    for path, body in {
        "/api/auth/login": {"email": someone.email, "password": secret},
        "/api/auth/register": {"email": "x", "password": secret, "first_name": "", "last_name": ""},
        "/api/auth/refresh": {"refresh_token": secret},
        "/api/auth/reset-password": {"token": secret, "password": secret},
        "/api/auth/verify-email": {"token": secret},
    }.items():
        answer = client.post(path, json=body)
        assert answer.status_code == 422, path
        assert "Zqx" not in answer.text, path
