"""Looks at the database that several sections share. Each is `(around) -> Finding`; boxes decorate them.

`all_of=(database(looking.audit_chain_is_whole), …)` makes a part of one.
"""

from mingus.checklist.looking.database.asking import asking, is_here
from mingus.checklist.looking.database.encryption import (
    address_demands_tls,
    connection_is_encrypted,
    every_connection_is_encrypted,
)
from mingus.checklist.looking.database.handshake import (
    certificate_is_to_be_trusted,
    nobody_gets_in_unencrypted,
    old_protocols_are_refused,
    oldest_protocol_is_modern,
)
from mingus.checklist.looking.database.load import (
    connections_have_room,
    database_answers,
    nobody_waits_long,
    pool_fits_the_server,
)
from mingus.checklist.looking.database.rights import (
    audit_chain_is_whole,
    audit_log_only_grows,
    roles_are_narrow,
)
from mingus.checklist.looking.database.schema import (
    every_index_is_there,
    every_table_is_there,
    foreign_keys_hold,
    migration_run_is_logged,
    newest_migration_is_there,
    no_row_is_orphaned,
    schema_is_equal,
)
from mingus.checklist.looking.database.sealing import (
    newest_key_wraps_all,
    nothing_lies_open,
    sealed_columns_are_sealed,
)

__all__ = [
    "address_demands_tls",
    "asking",
    "audit_chain_is_whole",
    "audit_log_only_grows",
    "certificate_is_to_be_trusted",
    "connection_is_encrypted",
    "connections_have_room",
    "database_answers",
    "every_connection_is_encrypted",
    "every_index_is_there",
    "every_table_is_there",
    "foreign_keys_hold",
    "is_here",
    "migration_run_is_logged",
    "newest_key_wraps_all",
    "newest_migration_is_there",
    "no_row_is_orphaned",
    "nobody_gets_in_unencrypted",
    "nobody_waits_long",
    "nothing_lies_open",
    "old_protocols_are_refused",
    "oldest_protocol_is_modern",
    "pool_fits_the_server",
    "roles_are_narrow",
    "schema_is_equal",
    "sealed_columns_are_sealed",
]
