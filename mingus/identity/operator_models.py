"""Who runs this installation or helps its people, and which household they may read until when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, Id


class Operator(Base):
    """Someone who helps (`support`) or runs the installation (`operator`). Made and ended by the command line alone."""

    __tablename__ = "operators"
    __table_args__ = (CheckConstraint("role IN ('support', 'operator')", name="role_known"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str]
    made_at: Mapped[datetime]


class OperatorGrant(Base):
    """An operator may read one household until `expires_at`, for a reason that its people can read too."""

    __tablename__ = "operator_grants"
    __table_args__ = (
        Index("operator_grants_of_household", "household_id", "expires_at"),
        Index("operator_grants_of_operator", "operator_id", "expires_at"),
    )

    id: Mapped[Id]
    household_id: Mapped[UUID] = mapped_column(ForeignKey("households.id", ondelete="CASCADE"))
    operator_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    reason_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
