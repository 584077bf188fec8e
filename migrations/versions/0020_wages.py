"""Published wages, and the rows that come with Mingus."""

import csv
from importlib.resources import files

import sqlalchemy as sa
from alembic import op

from mingus.core.tables import grant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# These files never change: a newer year is another file and another migration, or is loaded by its operator.
PUBLISHED = ("us-national-oews-may2025.csv", "states-oews-may2025.csv")
YEAR = 2025
CAP_DOLLARS = 239_200
PERCENTILES = ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")


def upgrade() -> None:
    op.create_table(
        "wages",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("soc_code", sa.Text(), nullable=False),
        sa.Column("area_kind", sa.Text(), nullable=False),
        sa.Column("area_name", sa.Text(), nullable=False),
        sa.Column("occupation", sa.Text(), nullable=False),
        sa.Column("employment", sa.BigInteger(), nullable=True),
        sa.Column("mean_minor", sa.BigInteger(), nullable=True),
        sa.Column("p10_minor", sa.BigInteger(), nullable=True),
        sa.Column("p25_minor", sa.BigInteger(), nullable=True),
        sa.Column("p50_minor", sa.BigInteger(), nullable=True),
        sa.Column("p75_minor", sa.BigInteger(), nullable=True),
        sa.Column("p90_minor", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("area_kind IN ('nation', 'state', 'metro')", name=op.f("wages_area_kind_known")),
        sa.CheckConstraint("year BETWEEN 1997 AND 2100", name=op.f("wages_year_plausible")),
        sa.CheckConstraint(
            "coalesce(p10_minor, 0) <= coalesce(p25_minor, p50_minor, p75_minor, p90_minor, p10_minor, 0)"
            " AND coalesce(p25_minor, 0) <= coalesce(p50_minor, p75_minor, p90_minor, p25_minor, 0)"
            " AND coalesce(p50_minor, 0) <= coalesce(p75_minor, p90_minor, p50_minor, 0)"
            " AND coalesce(p75_minor, 0) <= coalesce(p90_minor, p75_minor, 0)",
            name=op.f("wages_percentiles_rise"),
        ),
        sa.PrimaryKeyConstraint("year", "area", "soc_code", name=op.f("wages_pkey")),
    )
    op.create_index("wages_by_occupation", "wages", ["soc_code", "area", "year"])
    grant("wages")
    for name in PUBLISHED:
        _fill(name)


def downgrade() -> None:
    op.drop_table("wages")


def _fill(name: str) -> None:
    published = files("mingus") / "assessments/wages/published" / name
    found = csv.DictReader(published.read_text(encoding="utf-8").splitlines())
    rows = ",\n".join(f"({', '.join(_values(row))})" for row in found)
    op.execute(
        "INSERT INTO wages (year, area, soc_code, area_kind, area_name, occupation, employment, mean_minor,"
        f" p10_minor, p25_minor, p50_minor, p75_minor, p90_minor, source) VALUES\n{rows}"
    )


def _values(row: dict[str, str]) -> list[str]:
    amounts = [_minor(row[name]) for name in ("annual_mean", *PERCENTILES)]
    kind = "state" if "state" in row else "nation"
    texts = [row.get("state", "US"), row["soc_code"], kind, row["area"], row["occupation"]]
    quoted = map(_quoted, texts)
    return [
        str(YEAR),
        *quoted,
        row["employment"] or "NULL",
        *amounts,
        _quoted(f"{row['bls_table']}; {row['provenance']}"),
    ]


def _minor(dollars: str) -> str:
    return str(min(int(dollars), CAP_DOLLARS) * 100) if dollars else "NULL"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''").replace(":", r"\:") + "'"
