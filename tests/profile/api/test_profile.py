"""The profile for programs, and who may change it."""

import pytest

from tests.factories import Browser, Program


@pytest.mark.parametrize("content_type", ["application/json", "text/plain", "application/x-www-form-urlencoded"])
def test_a_write_by_cookie_needs_the_token_of_that_session(
    as_alice: Browser, as_bob: Browser, content_type: str
) -> None:
    bobs = as_bob.get("/api/csrf/token").get_json()["csrf_token"]

    def write(headers: dict[str, str], *, csrf: bool = False) -> int:
        body = b'{"first_name": "Mallory"}'
        return as_alice.patch(
            "/api/user/profile", data=body, content_type=content_type, headers=headers, csrf=csrf
        ).status_code

    assert write({}) == 400
    assert write({"X-CSRF-Token": bobs}) == 403
    assert write({"X-CSRF-Token": "nonsense"}) == 403
    assert write({"Sec-Fetch-Site": "cross-site"}, csrf=True) == 403
    assert write({"Sec-Fetch-Site": "same-site"}, csrf=True) == 403
    assert write({"Origin": "null"}, csrf=True) == 403
    assert write({}, csrf=True) == (200 if content_type == "application/json" else 415)


def test_nobody_changes_the_names_of_someone_else(api_alice: Program, api_bob: Program) -> None:
    before = api_bob.get("/api/user/profile").get_json()
    assert api_alice.patch("/api/user/profile", json={"first_name": "Mallory"}).get_json()["first_name"] == "Mallory"
    assert api_bob.get("/api/user/profile").get_json() == before
    answer = api_alice.patch("/api/user/profile", json={"first_name": "X", "id": before["id"]})
    assert answer.status_code == 422
    assert list(answer.get_json()["fields"]) == ["id"]


def test_a_name_left_out_stays(api_alice: Program) -> None:
    api_alice.patch("/api/user/profile", json={"last_name": "Walker"})
    profile = api_alice.patch("/api/user/profile", json={"first_name": "Alicia"}).get_json()
    assert (profile["first_name"], profile["last_name"]) == ("Alicia", "Walker")


@pytest.mark.parametrize("body", [b"", b"[]", b'"x"', b"{", b'{"first_name": NaN}', b"\xff", b'{"first_name": 1}'])
def test_a_body_that_is_no_object_is_refused(api_alice: Program, body: bytes) -> None:
    answer = api_alice.patch("/api/user/profile", data=body, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer.mimetype == "application/problem+json"
