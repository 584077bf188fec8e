"""Every box of the specification, one package per section, one file per group. The order is the specification's."""

from mingus.checklist.box import Box
from mingus.checklist.boxes import (
    account,
    after_release,
    backups,
    before_release,
    clean_code,
    configuration,
    database,
    domain,
    emergencies,
    first_day,
    from_then_on,
    going_live,
    hardening,
    incidents,
    logs,
    managed_databases,
    monitoring,
    platform,
    ready,
    release,
    success,
    tls,
    upkeep,
)

_SECTIONS = (
    clean_code,
    configuration,
    database,
    account,
    managed_databases,
    platform,
    tls,
    domain,
    hardening,
    before_release,
    release,
    after_release,
    monitoring,
    logs,
    backups,
    upkeep,
    emergencies,
    incidents,
    ready,
    going_live,
    success,
    first_day,
    from_then_on,
)


def every_box() -> list[Box]:
    """All boxes, as the specification lists them."""
    return [box for section in _SECTIONS for box in section.BOXES]
