import hashlib
from pathlib import Path

from bench.generate import generate


def test_the_same_rows_always_give_the_same_bytes(tmp_path: Path) -> None:
    generate(10_000, tmp_path)
    digest = hashlib.sha256()
    for path in sorted(tmp_path.rglob("*.*")):
        digest.update(path.name.encode() + path.read_bytes())
    assert digest.hexdigest() == "7fe65d3abbc178f36fb8987771a4ebc23bf80bcd7e7032bada2b5f8930650136"


def test_there_are_as_many_rows_as_were_asked_for(tmp_path: Path) -> None:
    figures = generate(500, tmp_path)
    assert figures["rows"] == 500
    assert len((tmp_path / "all.csv").read_text().splitlines()) == 501
