"""A look at the database from outside: is everything there, is nobody able to do too much, do the books say the truth.

Nothing here changes anything. Each look takes a SQLAlchemy connection and answers a frozen dataclass; what goes through
all households stops when its time is up and says how far it came.
"""

from mingus.core.fingerprint import Difference, describe, difference, expected, fingerprint
from mingus.ops.schema import smoke
from mingus.ops.schema.books import Books, Counts, Fault, check_books, row_counts
from mingus.ops.schema.plaintext import Finding, Plaintext, search
from mingus.ops.schema.reading import Reach, Tour
from mingus.ops.schema.roles import (
    APPLICATION,
    MIGRATION,
    NEVER_ON_AUDIT,
    OWNER,
    READ_ONLY,
    ROLES,
    Rights,
    Role,
    rights,
)
from mingus.ops.schema.sealed import Keys, PasswordHashes, Sealed, SealedColumn, keys, password_hashes, sealed
from mingus.ops.schema.server import (
    Connections,
    Load,
    RoleSettings,
    Statistics,
    TimeOuts,
    Tls,
    connections,
    load,
    logging,
    settings,
    statistics,
    time_outs,
    tls,
)
from mingus.ops.schema.structure import (
    ForeignKey,
    Indexes,
    Orphans,
    Tables,
    foreign_keys,
    indexes,
    orphaned,
    orphans,
    tables,
)
from mingus.ops.schema.trail import BrokenChain, Trail, verify_chain, verify_trail

__all__ = [
    "APPLICATION",
    "MIGRATION",
    "NEVER_ON_AUDIT",
    "OWNER",
    "READ_ONLY",
    "ROLES",
    "Books",
    "BrokenChain",
    "Connections",
    "Counts",
    "Difference",
    "Fault",
    "Finding",
    "ForeignKey",
    "Indexes",
    "Keys",
    "Load",
    "Orphans",
    "PasswordHashes",
    "Plaintext",
    "Reach",
    "Rights",
    "Role",
    "RoleSettings",
    "Sealed",
    "SealedColumn",
    "Statistics",
    "Tables",
    "TimeOuts",
    "Tls",
    "Tour",
    "Trail",
    "check_books",
    "connections",
    "describe",
    "difference",
    "expected",
    "fingerprint",
    "foreign_keys",
    "indexes",
    "keys",
    "load",
    "logging",
    "orphaned",
    "orphans",
    "password_hashes",
    "rights",
    "row_counts",
    "sealed",
    "search",
    "settings",
    "smoke",
    "statistics",
    "tables",
    "time_outs",
    "tls",
    "verify_chain",
    "verify_trail",
]
