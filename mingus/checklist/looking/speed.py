"""How long pages take: from outside, with the way there and TLS, and inside, by the application's own figures."""

from collections import Counter
from typing import TYPE_CHECKING, Final

from mingus.checklist.looking.figures import METRICS
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prometheus_client.samples import Sample

BUCKETS: Final = "mingus_http_request_duration_seconds_bucket"
ENOUGH_REQUESTS: Final = 100


def percentile_95(seconds: "Sequence[float]") -> float:
    """The time within which 95 of a hundred answers came. Raises NoAnswer without any."""
    if not seconds:
        raise NoAnswer("nothing was measured")
    return sorted(seconds)[-(-95 * len(seconds) // 100) - 1]


def percentile_95_inside(figures: "Mapping[str, list[Sample]]") -> float:
    """The same by the application's own figures, over all routes, as Prometheus would reckon it between two bounds.

    Missing before a hundred requests were answered.
    """
    if BUCKETS not in figures:
        raise NoAnswer(f"{METRICS} does not tell {BUCKETS}")
    counts: Counter[float] = Counter()
    for sample in figures[BUCKETS]:
        counts[float(sample.labels["le"])] += int(sample.value)
    bounds = sorted(counts)
    everything = counts[bounds[-1]]
    if everything < ENOUGH_REQUESTS:
        raise Missing(f"no evidence yet: only {everything} requests were answered")
    return _within(counts, bounds, 0.95 * everything)


def _within(counts: "Counter[float]", bounds: list[float], wanted: float) -> float:
    low_bound, low_count = 0.0, 0
    for bound in bounds[:-1]:
        if counts[bound] >= wanted:
            return low_bound + (bound - low_bound) * (wanted - low_count) / (counts[bound] - low_count)
        low_bound, low_count = bound, counts[bound]
    return low_bound
