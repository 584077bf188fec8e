"""The published wages: reference data, the same for everybody."""

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base

KINDS = ("nation", "state", "metro")


class WageRow(Base):
    """One occupation in one area in one year. None where the publisher gives no figure; the cap where it gives “more”.

    `area` is US, the postal code of a state or district, or the five digits of a metro area.
    """

    __tablename__ = "wages"
    __table_args__ = (
        CheckConstraint(f"area_kind IN ({', '.join(repr(kind) for kind in KINDS)})", name="area_kind_known"),
        CheckConstraint("year BETWEEN 1997 AND 2100", name="year_plausible"),
        CheckConstraint(
            "coalesce(p10_minor, 0) <= coalesce(p25_minor, p50_minor, p75_minor, p90_minor, p10_minor, 0)"
            " AND coalesce(p25_minor, 0) <= coalesce(p50_minor, p75_minor, p90_minor, p25_minor, 0)"
            " AND coalesce(p50_minor, 0) <= coalesce(p75_minor, p90_minor, p50_minor, 0)"
            " AND coalesce(p75_minor, 0) <= coalesce(p90_minor, p75_minor, 0)",
            name="percentiles_rise",
        ),
        Index("wages_by_occupation", "soc_code", "area", "year"),
    )

    year: Mapped[int] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(primary_key=True)
    soc_code: Mapped[str] = mapped_column(primary_key=True)
    area_kind: Mapped[str]
    area_name: Mapped[str]
    occupation: Mapped[str]
    employment: Mapped[int | None] = mapped_column(BigInteger)
    mean_minor: Mapped[int | None] = mapped_column(BigInteger)
    p10_minor: Mapped[int | None] = mapped_column(BigInteger)
    p25_minor: Mapped[int | None] = mapped_column(BigInteger)
    p50_minor: Mapped[int | None] = mapped_column(BigInteger)
    p75_minor: Mapped[int | None] = mapped_column(BigInteger)
    p90_minor: Mapped[int | None] = mapped_column(BigInteger)
    source: Mapped[str]
