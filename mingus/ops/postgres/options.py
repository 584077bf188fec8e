"""How the embedded server is set: for a small machine, reached through its socket folder only."""

from mingus.ops.postgres.layout import Layout

DURABLE = {
    "logging_collector": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "4MB",
    "log_filename": "postgresql-%Y%m%d-%H%M%S.log",
}
# Tests throw their clusters away: nothing of theirs has to survive a loss of power.
THROWN_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
LOGS_KEPT = 5


def options(layout: Layout, *, durable: bool) -> list[str]:
    """The arguments of `postgres` after the data folder."""
    values = {
        "listen_addresses": "",
        "port": "5432",  # names the socket; nothing listens on the network
        "unix_socket_directories": str(layout.socket),
        "unix_socket_permissions": "0700",
        "shared_buffers": "64MB",
        "max_connections": "60",
        "max_wal_size": "512MB",
        "min_wal_size": "64MB",
        "max_wal_senders": "0",
        "wal_level": "minimal",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_directory": str(layout.logs),
        "log_min_duration_statement": "500ms",
        "log_parameter_max_length": "0",  # amounts and names stay out of the log
        "log_parameter_max_length_on_error": "0",
        "log_error_verbosity": "terse",  # the DETAIL of a unique violation quotes the row
        "cluster_name": "mingus",
        **(DURABLE if durable else THROWN_AWAY),
    }
    return [word for name, value in values.items() for word in ("-c", f"{name}={value}")]


def drop_old_logs(layout: Layout) -> None:
    """Leaves the newest logs; PostgreSQL itself only ever adds files."""
    for log in sorted(layout.logs.glob("postgresql-*.log"))[:-LOGS_KEPT]:
        log.unlink(missing_ok=True)
