"""Each header that is missing, doubled or wrong is named, with the answers that lack it."""

from collections.abc import Mapping

import pytest

from mingus.checklist.looking import headers
from mingus.checklist.looking.headers import all_faults, every_answer_carries_its_headers, of_every
from mingus.checklist.looking.http import Answer
from mingus.checklist.rules import State
from tests.checklist.looking.conftest import LookAt
from tests.checklist.secured import RIGHT, saying

YEAR = 31_536_000
CSP = RIGHT["Content-Security-Policy"]
EIGHT = (
    "Strict-Transport-Security",
    "Content-Security-Policy",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
)


def answer(changes: Mapping[str, str | None]) -> Answer:
    said = {**RIGHT, **changes}
    pairs = [(name, value) for name, value in said.items() if value is not None]
    return Answer("", 200, pairs, b"", is_cut=False, seconds=0)


def test_ours_are_right() -> None:
    assert list(all_faults(answer({}))) == []


@pytest.mark.parametrize("name", EIGHT)
@pytest.mark.parametrize("value", [None, " "])
def test_each_that_is_missing_is_named(name: str, value: str | None) -> None:
    found = list(all_faults(answer({name: value})))
    wanted = f"{name}: there is no policy" if name == headers.CSP else f"{name} is missing"
    assert wanted in found
    assert len(found) == (2 if name == headers.CSP else 1)  # X-Frame-Options then agrees with nothing


@pytest.mark.parametrize("name", EIGHT)
def test_each_that_is_there_twice_is_named(name: str) -> None:
    twice = answer({})
    twice.headers.append((name, RIGHT[name]))
    wanted = f"{name}: there is more than one policy" if name == headers.CSP else f"{name} is there 2 times"
    assert wanted in list(all_faults(twice))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        (headers.HSTS, f"max-age={YEAR - 1}; includeSubDomains", "holds for less than a year"),
        (headers.HSTS, "max-age=; includeSubDomains", "holds for less than a year"),
        (headers.HSTS, "includeSubDomains", "holds for less than a year"),
        (headers.HSTS, "max-age=-63072000; includeSubDomains", "holds for less than a year"),
        (headers.HSTS, f"max-age={YEAR}", "lacks includeSubDomains"),
        (headers.FRAMES, "ALLOW-FROM https://a.example", "is neither DENY nor SAMEORIGIN"),
        (headers.FRAMES, "SAMEORIGIN", "X-Frame-Options is SAMEORIGIN, and frame-ancestors says something else"),
        (headers.SNIFFING, "sniff", "X-Content-Type-Options is not nosniff"),
        ("Referrer-Policy", "unsafe-url", "Referrer-Policy is unsafe-url"),
        ("Referrer-Policy", "no-referrer-when-downgrade", "Referrer-Policy is no-referrer-when-downgrade"),
        ("Cross-Origin-Opener-Policy", "unsafe-none", "Cross-Origin-Opener-Policy is unsafe-none"),
        ("Cross-Origin-Resource-Policy", "cross-origin", "Cross-Origin-Resource-Policy is cross-origin"),
        (headers.PERMISSIONS, "camera=(), geolocation=()", "Permissions-Policy lets pages use microphone"),
        (headers.PERMISSIONS, "camera=*, geolocation=(), microphone=()", "Permissions-Policy lets pages use camera"),
        (headers.PERMISSIONS, "camera=(), microphone=()", "Permissions-Policy lets pages use geolocation"),
        (headers.CSP, CSP.replace("script-src 'self'", "script-src *"), "script-src allows *"),
    ],
)
def test_each_that_says_the_wrong_thing_is_named_alone(name: str, value: str, words: str) -> None:
    [fault] = all_faults(answer({name: value}))
    assert words in fault


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (headers.HSTS, f"max-age={YEAR}; includeSubDomains"),
        (headers.HSTS, f'INCLUDESUBDOMAINS ;Max-Age="{YEAR}"; preload'),
        (headers.FRAMES, "deny"),
        (headers.SNIFFING, "NoSniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Referrer-Policy", "Strict-Origin"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Resource-Policy", "same-site"),
        (headers.PERMISSIONS, "microphone = (),camera=(),  geolocation=()"),
    ],
)
def test_other_right_words_are_right(name: str, value: str) -> None:
    assert list(all_faults(answer({name: value}))) == []


def test_the_same_site_in_both_headers_agrees() -> None:
    both = {headers.FRAMES: "SAMEORIGIN", headers.CSP: "frame-ancestors 'self'"}
    assert list(headers.frame_faults(answer(both))) == []


def test_a_fault_is_told_once_with_the_answers_that_have_it() -> None:
    good, bad = answer({}), answer({headers.SNIFFING: None})
    some = of_every({"one": bad, "two": good, "three": bad}, headers.sniffing_faults)
    assert some == ["one, three: X-Content-Type-Options is missing"]
    assert of_every({"one": bad, "two": bad}, headers.sniffing_faults) == [
        "all 2 answers: X-Content-Type-Options is missing"
    ]


def test_a_right_site_passes_and_counts_its_answers(look_at: LookAt) -> None:
    with look_at(saying({})) as around:
        found = every_answer_carries_its_headers.look(around)
    assert found.state is State.PASS
    assert found.figures == {"answers": 8}


@pytest.mark.parametrize(
    ("path", "name"),
    [("/", "front page"), ("/no-such-page", "missing page"), ("/settings", "redirect"), ("/api/health/live", "health")],
)
def test_one_class_of_answers_without_one_header_fails(look_at: LookAt, path: str, name: str) -> None:
    with look_at(saying({"Referrer-Policy": None}, path)) as around:
        found = every_answer_carries_its_headers.look(around)
    assert found.state is State.FAIL
    assert found.detail == f"{name}: Referrer-Policy is missing"
