"""An address abroad and a certificate unchecked are found; our own machine and words about both are not."""

import ast

import pytest

from mingus.checklist.looking.open_lines import open_lines


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('get("http://api.example/v1")', "talks in the open to api.example"),
        ('get("HTTP://10.0.0.1:80")', "talks in the open to 10.0.0.1"),
        ('get(f"http://api.example/{path}")', "talks in the open to api.example"),
        ('get("http://localhost.example")', "talks in the open to localhost.example"),
        ("get(u, verify=False)", "switches verify off"),
        ('Redis(url, ssl_cert_reqs="none")', "switches ssl_cert_reqs off"),
        ("context.check_hostname = False", "switches check_hostname off"),
        ("context.verify_mode = ssl.CERT_NONE", "looks at no certificate (CERT_NONE)"),
        ("from ssl import CERT_OPTIONAL\nCERT_OPTIONAL", "looks at no certificate (CERT_OPTIONAL)"),
        ("ssl._create_unverified_context()", "looks at no certificate (_create_unverified_context)"),
    ],
)
def test_a_fault_is_found_with_its_line(source: str, said: str) -> None:
    module = ast.parse(f'"""Words."""\n{source}')
    assert list(open_lines(module)) == [(1 + len(source.splitlines()), said)]


@pytest.mark.parametrize(
    "source",
    [
        'get("https://api.example/v1")',
        'get("http://127.0.0.1:8000")',
        'get("http://localhost:5000/")',
        'get("http://[::1]/")',
        'get(f"http://{host}")',
        'get(f"http://[{host}]:{port}")',
        '"""Not http://api.example, which is open."""',
        "get(u, verify=True)",
        'get(u, verify="/etc/authority.pem")',
        "get(u, other=False)",
        "context.check_hostname = True",
        "name = False",
    ],
)
def test_what_is_fine_is_left_alone(source: str) -> None:
    assert not list(open_lines(ast.parse(source)))
