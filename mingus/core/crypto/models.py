"""Where keys are kept: data keys, each wrapped by a root key, and the registry of root keys."""

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from mingus.core.db import Base, Id


class WrappedKey(Base):
    """A data key as it is stored: wrapped by the root key whose id is `kid`."""

    __tablename__ = "data_keys"
    __table_args__ = (Index("data_keys_by_root", "kid", "owner_kind", "owner_id"),)

    owner_kind: Mapped[str] = mapped_column(primary_key=True)
    owner_id: Mapped[Id]
    kid: Mapped[str]
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class Canary(Base):
    """One derived word per root key, which tells at start-up whether this process has the right key."""

    __tablename__ = "key_registry"

    kid: Mapped[str] = mapped_column(primary_key=True)
    canary: Mapped[bytes] = mapped_column(LargeBinary)
