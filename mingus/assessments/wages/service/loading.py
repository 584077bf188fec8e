"""Loading wages from the publisher's files: all of them or, where a row is wrong, nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Final

import orjson
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from mingus.assessments.wages.models import WageRow
from mingus.assessments.wages.reading import Fault, left_out, wage
from mingus.assessments.wages.rules import Wage
from mingus.core.errors import BadFile

BATCH: Final = 2_000
FAULTS_SHOWN: Final = 20
_YEAR_IN_NAME: Final = re.compile(r"_M_?(\d{4})(?!\d)")
"""As the publisher names its files: MSA_M2025_dl.xlsx, all_data_M_2025.xlsx."""

_PUT = text(
    """
    INSERT INTO wages AS w (year, area, soc_code, area_kind, area_name, occupation, employment,
                            mean_minor, p10_minor, p25_minor, p50_minor, p75_minor, p90_minor, source)
    SELECT year, area, soc_code, area_kind, area_name, occupation, employment,
           mean_minor, p10_minor, p25_minor, p50_minor, p75_minor, p90_minor, :source
      FROM json_to_recordset(CAST(:rows AS json)) AS r(
        year int, area text, soc_code text, area_kind text, area_name text, occupation text, employment bigint,
        mean_minor bigint, p10_minor bigint, p25_minor bigint, p50_minor bigint, p75_minor bigint, p90_minor bigint)
        ON CONFLICT (year, area, soc_code) DO UPDATE
       SET (area_kind, area_name, occupation, employment, mean_minor, p10_minor, p25_minor, p50_minor, p75_minor,
            p90_minor, source) = (excluded.area_kind, excluded.area_name, excluded.occupation, excluded.employment,
            excluded.mean_minor, excluded.p10_minor, excluded.p25_minor, excluded.p50_minor, excluded.p75_minor,
            excluded.p90_minor, excluded.source)
     WHERE (w.area_kind, w.area_name, w.occupation, w.employment, w.mean_minor, w.p10_minor, w.p25_minor,
            w.p50_minor, w.p75_minor, w.p90_minor)
           IS DISTINCT FROM
           (excluded.area_kind, excluded.area_name, excluded.occupation, excluded.employment, excluded.mean_minor,
            excluded.p10_minor, excluded.p25_minor, excluded.p50_minor, excluded.p75_minor, excluded.p90_minor)
    """
)


@dataclass
class Loaded:
    """What became of a file's rows."""

    file: str
    year: int
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: dict[str, int] = field(default_factory=dict)


def load(db: Session, name: str, lines: Iterable[tuple[int, Mapping[str, str]]], year: int) -> Loaded:
    """Put the wages of one file into the table, under `year`; other years stay.

    Raises BadFile for a file that is of another year by its name, and with the line numbers when any row is wrong; the
    caller's transaction then ends with nothing.
    """
    if (said := _YEAR_IN_NAME.search(name)) and int(said[1]) != year:
        raise BadFile(f"{name} is of May {said[1]} by its name, and --year says {year}. Nothing was loaded.")
    loaded, faults = Loaded(name, year), list[str]()
    source = f"OEWS May {year}; {name}"
    found = _wages(lines, loaded, faults)
    while batch := list(islice(found, BATCH)):
        if not faults:
            _put(db, batch, source, loaded)
    if faults:
        more = len(faults) - FAULTS_SHOWN
        also = [f"… and {more:,} more."] if more > 0 else []
        raise BadFile("\n".join([f"{name}: nothing was loaded.", *faults[:FAULTS_SHOWN], *also]))
    return loaded


def _wages(lines: Iterable[tuple[int, Mapping[str, str]]], loaded: Loaded, faults: list[str]) -> Iterator[Wage]:
    """The wages of a file; what is left out is counted, and what is wrong is noted with its line."""
    seen: dict[tuple[str, str], int] = {}
    for number, cells in lines:
        loaded.rows += 1
        try:
            if why := left_out(cells):
                loaded.left_out[why] = loaded.left_out.get(why, 0) + 1
                continue
            found = wage(cells, loaded.year)
        except (Fault, KeyError) as error:
            faults.append(f"line {number}: {error if isinstance(error, Fault) else 'it is too short.'}")
            continue
        if (before := seen.setdefault((found.area, found.soc_code), number)) != number:
            faults.append(f"line {number}: the same area and occupation as line {before}.")
            continue
        yield found


def _put(db: Session, batch: Sequence[Wage], source: str, loaded: Loaded) -> None:
    before = _count(db, loaded.year)
    rows = orjson.dumps([asdict(found) for found in batch]).decode()
    touched = db.execute(_PUT, {"rows": rows, "source": source}).rowcount  # type: ignore[attr-defined]  # a CursorResult
    new = _count(db, loaded.year) - before
    loaded.new += new
    loaded.changed += touched - new
    loaded.unchanged += len(batch) - touched


def _count(db: Session, year: int) -> int:
    return db.scalar(select(func.count()).select_from(WageRow).where(WageRow.year == year)) or 0
