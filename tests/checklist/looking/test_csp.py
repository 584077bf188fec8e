"""Each way in which a policy lets a stranger in is named; ours and other strict ones pass."""

import pytest

from mingus.checklist.looking.csp import faults, parsed
from mingus.core.edge import CONTENT_SECURITY_POLICY, HEADERS

BASE = (
    "default-src 'none'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; "
    "report-uri /csp-report"
)


def with_part(part: str) -> str:
    """The strict policy with one directive replaced, or added."""
    name = part.split(maxsplit=1)[0]
    return "; ".join([*(each for each in BASE.split("; ") if each.split()[0] != name), part])


def without(name: str) -> str:
    return "; ".join(each for each in BASE.split("; ") if each.split()[0] != name)


def test_our_own_passes() -> None:
    assert faults(CONTENT_SECURITY_POLICY, HEADERS["Reporting-Endpoints"]) == []


@pytest.mark.parametrize(
    "policy",
    [
        BASE,
        BASE.upper().replace("'SELF'", "'Self'"),
        BASE + ";",
        with_part("img-src 'self' data:"),
        with_part("font-src data:"),
        with_part("media-src data:"),
        with_part("base-uri 'self'"),
        with_part("form-action 'none'"),
        with_part("script-src 'nonce-AbC123' 'strict-dynamic'"),
        with_part("script-src https://js.stripe.com"),
        with_part("style-src 'sha256-AbC='"),
        with_part("connect-src 'self' https://api.mingus.example:8443/v1/"),
        with_part("default-src 'self'") + "; object-src 'none'",
        with_part("upgrade-insecure-requests"),
    ],
)
def test_strict_ones_pass(policy: str) -> None:
    assert faults(policy) == []


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("script-src 'self' 'unsafe-inline'", "script-src allows 'unsafe-inline'"),
        ("script-src 'self' 'unsafe-eval'", "script-src allows 'unsafe-eval'"),
        ("style-src 'unsafe-inline'", "style-src allows 'unsafe-inline'"),
        ("script-src-attr 'unsafe-hashes'", "script-src-attr allows 'unsafe-hashes'"),
        ("script-src 'UNSAFE-INLINE'", "script-src allows 'unsafe-inline'"),
        ("script-src *", "script-src allows *, which is anybody"),
        ("img-src *.example.com", "img-src allows *.example.com, which is anybody"),
        ("img-src https://*.example.com", "img-src allows https://*.example.com, which is anybody"),
        ("connect-src http://a.example", "connect-src allows http://a.example, which is anybody"),
        ("script-src https:", "script-src allows all of https:"),
        ("img-src http:", "img-src allows all of http:"),
        ("script-src data:", "script-src allows all of data:"),
        ("worker-src blob:", "worker-src allows all of blob:"),
        ("img-src blob:", "img-src allows all of blob:"),
        ("connect-src wss:", "connect-src allows all of wss:"),
        ("script-src https://cdn.jsdelivr.net/npm/", "which serves anybody's script"),
        ("script-src unpkg.com:443", "script-src allows unpkg.com:443, which serves anybody's script"),
        ("script-src-elem cdnjs.cloudflare.com", "which serves anybody's script"),
        ("script-src self", "script-src says self without its quotes"),
        ("img-src 'self' style-src 'self'", "img-src lacks a semicolon before style-src"),
        ("scrypt-src 'self'", "scrypt-src is no directive"),
        ("object-src 'self'", "object-src is not 'none'"),
        ("default-src 'self'", "object-src is not 'none'"),
        ("base-uri https://a.example", "base-uri is not 'none' or 'self'"),
        ("frame-ancestors 'self'", "frame-ancestors is not 'none'"),
        ("form-action https://a.example", "form-action is not 'self'"),
        ("report-to csp", "report-to names csp, which Reporting-Endpoints does not"),
    ],
)
def test_each_fault_is_named_alone(part: str, words: str) -> None:
    [fault] = faults(with_part(part))
    assert words in fault


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("base-uri", "base-uri is not"),
        ("frame-ancestors", "frame-ancestors is not"),
        ("form-action", "form-action is not"),
        ("report-uri", "nobody hears of violations"),
    ],
)
def test_what_is_missing_is_named(name: str, words: str) -> None:
    [fault] = faults(without(name))
    assert words in fault


def test_without_a_default_two_things_are_missing() -> None:
    assert faults(without("default-src")) == ["default-src is missing", "object-src is not 'none'"]


@pytest.mark.parametrize(
    ("text", "words"), [("", "no policy"), ("  ", "no policy"), (f"{BASE}, {BASE}", "more than one")]
)
def test_none_or_two_are_no_policy(text: str, words: str) -> None:
    [fault] = faults(text)
    assert words in fault


def test_a_group_that_is_known_hears() -> None:
    policy = without("report-uri") + "; report-to csp"
    assert faults(policy, 'other="/x", csp="/csp-report"') == []
    assert faults(policy, 'other="/x"') == ["report-to names csp, which Reporting-Endpoints does not"]


def test_the_first_of_two_counts() -> None:
    assert parsed("img-src 'self'; IMG-SRC *;;") == {"img-src": ("'self'",)}


def test_nonces_hashes_and_paths_keep_their_case() -> None:
    said = "script-src 'nonce-AbC' 'sha256-AbC' https://a.example/AbC A.EXAMPLE"
    assert parsed(said)["script-src"] == ("'nonce-AbC'", "'sha256-AbC'", "https://a.example/AbC", "a.example")
