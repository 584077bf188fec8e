"""Figures are read as Prometheus reads them, and only with the token."""

import pytest

from mingus.checklist.looking.figures import figures, total
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from tests.checklist.conftest import MakeSurroundings
from tests.checklist.sites import TOKEN, page, site

TEXT = 'a_total{status="2xx"} 3\na_total{status="5xx"} 1\n# TYPE b gauge\nb 2\n'


def test_reads_every_figure_and_adds_it_up(around: MakeSurroundings) -> None:
    with site({"/metrics": page(TEXT)}) as server:
        found = figures(around(environ={"PUBLIC_URL": server.url, "METRICS_TOKEN": TOKEN}))
        assert server.requests[0].headers["Authorization"] == f"Bearer {TOKEN}"
    assert (total(found, "a_total"), total(found, "b")) == (4, 2)
    with pytest.raises(NoAnswer, match="/metrics does not tell c"):
        total(found, "c")


def test_without_a_token_it_asks_nobody(around: MakeSurroundings) -> None:
    with site({}) as server, pytest.raises(Missing, match="METRICS_TOKEN"):
        figures(around(environ={"PUBLIC_URL": server.url}))
    assert server.requests == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page(TEXT, 401), "/metrics answers 401"),
        (page("# TYPE x counter\nx{ 1\n"), "not answer in Prometheus's form"),
        (page("a 1\n" * 300_000), "/metrics answers 200"),
    ],
)
def test_what_is_refused_endless_or_unreadable_is_no_answer(
    around: MakeSurroundings, answer: object, words: str
) -> None:
    with site({"/metrics": answer}) as server, pytest.raises(NoAnswer, match=words):  # type: ignore[dict-item]  # bytes are an answer too
        figures(around(environ={"PUBLIC_URL": server.url, "METRICS_TOKEN": TOKEN}))
