"""One answer of every class that Mingus gives, asked for once in a run: pages, errors, a redirect, a file, health."""

import re
from dataclasses import dataclass

from mingus.checklist.looking.hosts import site
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.surroundings import Surroundings

SIGN_IN = "sign-in page"
STATIC_FILE = "static file"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
OPEN_PATH = "/login?next=/goals"
"""What is asked for over http: a path and a query, both of which a redirect has to keep."""
HASHED = re.compile(r"""(?:src|href)=["'](/assets/[\w./-]+-[\w-]{8,}\.(?:js|css|svg|png|woff2))["']""")


@dataclass(frozen=True)
class Wanted:
    """A class of answers: what to ask for, and the statuses that make it one."""

    name: str
    path: str
    statuses: frozenset[int]


WANTED = (
    Wanted("front page", "/", frozenset({200, *REDIRECTS})),
    Wanted(SIGN_IN, "/login", frozenset({200})),
    Wanted("missing page", "/no-such-page", frozenset({404})),
    Wanted("refused method", "/csp-report", frozenset({405})),
    Wanted("error of the API", "/api/no-such-thing", frozenset({404})),
    Wanted("health", "/api/health/live", frozenset({200})),
    Wanted("redirect", "/settings", REDIRECTS),
)


def answers(around: Surroundings) -> dict[str, Answer]:
    """Name of the class → its answer, over https. Raises NoAnswer when one is not to be had."""
    return around.once("answers of every class", lambda: _answers(around))


def in_the_open(around: Surroundings) -> dict[str, Answer]:
    """Host → its first answer to plain http. Raises NoAnswer when one does not answer."""
    hosts = site(around).hosts
    return around.once(
        "answers over http", lambda: {host: around.network.get(f"http://{host}{OPEN_PATH}") for host in hosts}
    )


def _answers(around: Surroundings) -> dict[str, Answer]:
    found = {wanted.name: _asked(around, wanted) for wanted in WANTED}
    linked = HASHED.search(found[SIGN_IN].text)
    if linked is None:
        raise NoAnswer(f"{found[SIGN_IN].url} links no file of the front end")
    found[STATIC_FILE] = _asked(around, Wanted(STATIC_FILE, linked[1], frozenset({200})))
    return found


def _asked(around: Surroundings, wanted: Wanted) -> Answer:
    answer = around.network.get(site(around).url(wanted.path), Accept="text/html")
    if answer.status not in wanted.statuses:
        expected = " or ".join(str(status) for status in sorted(wanted.statuses))
        raise NoAnswer(f"{answer.url} answers {answer.status}; its {wanted.name} would be {expected}")
    return answer
