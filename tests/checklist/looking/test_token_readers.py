"""Where tokens are read is found whatever it is called."""

import ast

import pytest

from mingus.checklist.looking.token_readers import believers, forgotten, readers


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ("import jwt\njwt.decode(t)", 1),
        ("import jwt\njwt.decode_complete(t)", 1),
        ("from jwt import decode\ndecode(t)", 1),
        ("from jwt import decode as read\nread(t)\nread(u)", 2),
        ("import json\njson.decode(t)", 0),
        ("def decode(t): ...\ndecode(t)", 0),
        ("import jwt\njwt.encode(t)", 0),
        ("t.jwt.decode(t)\nx[0].decode()\nf()()", 0),
    ],
)
def test_readers_are_found(source: str, count: int) -> None:
    assert len(readers(ast.parse(source))) == count


def test_who_believes_too_early_is_found_by_line() -> None:
    source = "from jwt import get_unverified_header as look\nimport jwt\nlook(t)\njwt.get_unverified_claims(t)\n"
    assert list(believers(ast.parse(source))) == [3, 4]


def test_everything_may_be_forgotten_at_once() -> None:
    module = ast.parse('import jwt\njwt.decode(t, k, options={**more, "verify_aud": False})')
    [call] = readers(module)
    assert list(forgotten(call, module)) == [
        "does not fix one algorithm",
        "does not fix the audience",
        "does not fix the issuer",
        *(f"does not require {name}" for name in ("iss", "aud", "exp", "sub")),
        "switches verify_aud off",
    ]


def test_a_list_with_a_name_and_a_type_is_read_through() -> None:
    source = 'REQUIRED: list[str] = ["iss", "aud", "exp", "sub"]\nimport jwt\n'
    module = ast.parse(
        source + 'jwt.decode(t, algorithms=("HS256",), issuer=i, audience=a, options={"require": REQUIRED})'
    )
    [call] = readers(module)
    assert list(forgotten(call, module)) == []
