"""What a running Mingus tells at /metrics, to those who hold METRICS_TOKEN."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.surroundings import Surroundings

if TYPE_CHECKING:
    from prometheus_client.samples import Sample

METRICS = "/metrics"


def figures(around: Surroundings) -> "Mapping[str, list[Sample]]":
    """Every figure by its name. Missing without METRICS_TOKEN; raises NoAnswer when it opens nothing readable."""
    from prometheus_client.parser import text_string_to_metric_families

    token = around.setting("METRICS_TOKEN")
    answer = around.network.get(around.site + METRICS, authorization=f"Bearer {token}")
    if answer.status != 200 or answer.is_cut:
        raise NoAnswer(f"{METRICS} answers {answer.status} to whoever holds METRICS_TOKEN")
    found: dict[str, list[Sample]] = {}
    try:
        for family in text_string_to_metric_families(answer.text):
            for sample in family.samples:
                found.setdefault(sample.name, []).append(sample)
    except ValueError:
        raise NoAnswer(f"{METRICS} does not answer in Prometheus's form") from None
    return found


def total(found: "Mapping[str, list[Sample]]", name: str) -> float:
    """The sum of a figure over its labels. Raises NoAnswer when it is not told."""
    if name not in found:
        raise NoAnswer(f"{METRICS} does not tell {name}")
    return sum(sample.value for sample in found[name])
