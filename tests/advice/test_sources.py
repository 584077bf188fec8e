"""The figures advice quotes are those of the library's sources."""

import csv
from pathlib import Path

from mingus.advice.sources import SOURCES

LIBRARY = Path(__file__).parents[2] / "mingus" / "articles" / "sources.csv"


def test_every_source_says_who_and_what() -> None:
    for key, source in SOURCES.items():
        assert key == source.id
        assert source.publisher in source.citation
        assert source.document in source.citation
        assert not source.statement.endswith(".")


def test_each_is_a_row_of_the_library_with_the_same_publisher_and_year() -> None:
    if not LIBRARY.exists():  # a library that is not there has nothing to differ from
        return
    with LIBRARY.open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    for source in SOURCES.values():
        row = rows[source.id]
        assert (source.publisher, source.year) == (row["publisher"], row["year"])
        assert source.document.replace("—", "--") == row["document"]
        assert source.address in {"", row["address"]}
