"""The ids of the specification: which sections, groups and boxes there are. What each box checks stands in `boxes/`."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Boxes that stand together. `title` is empty where the specification lists boxes without a group."""

    id: str
    title: str
    size: int

    @property
    def box_ids(self) -> list[str]:
        return [f"{self.id}.{number}" for number in range(1, self.size + 1)]


@dataclass(frozen=True)
class Section:
    """One chapter of the specification."""

    id: str
    title: str
    groups: tuple[Group, ...]


def _section(id_: str, title: str, *groups: tuple[str, int]) -> Section:
    return Section(id_, title, tuple(Group(f"{id_}.{n}", name, size) for n, (name, size) in enumerate(groups, 1)))


def _flat(id_: str, title: str, size: int) -> Section:
    return Section(id_, title, (Group(id_, "", size),))


SECTIONS = (
    _section(
        "1", "Clean code", ("No debugging", 4), ("No test data", 4), ("Quality", 4), ("No secrets", 4), ("Guards", 5)
    ),
    _section("2", "Configuration", ("Secrets", 5), ("Switches", 6), ("Vendors' keys", 6), ("Production", 4)),
    _section("3", "Database, prepared", ("Schema", 4), ("Old data", 4), ("Fit for load", 4)),
    _section("4", "DigitalOcean account", ("Account", 4), ("Capacity and cost", 4)),
    _section("5", "Managed databases", ("Cluster", 4), ("Operation", 4), ("Access", 4), ("Redis", 4)),
    _section("6", "App Platform", ("App", 4), ("Its environment", 4), ("Its resources", 4)),
    _section("7", "TLS and headers", ("Certificate", 4), ("Headers", 4)),
    _section("8", "Domain", ("Names", 4), ("Records", 4)),
    _section("9", "Hardening", ("Sign-in", 4), ("API", 4), ("Data", 4)),
    _section("10", "Before the release", ("Under production settings", 4), ("Security", 4), ("Staging", 4)),
    _section("11", "The release", ("Code", 4), ("Schema", 4), ("Services", 4)),
    _section("12", "After the release", ("Journeys", 4), ("Integrations", 4), ("Speed", 4)),
    _section("13", "Monitoring", ("Health", 4), ("Errors", 4), ("Database", 4)),
    _section("14", "Logs", ("What is logged", 4), ("What becomes of it", 4)),
    _section("15", "Backups", ("Database", 4), ("Everything else", 4)),
    _section("16", "Upkeep", ("Updates", 4), ("Alerts", 4)),
    _section("17", "Emergencies", ("Whom to call", 4), ("Going back", 4)),
    _section("18", "Security incidents", ("Plan", 4)),
    _section("19", "Ready for production", ("Security", 4), ("Speed", 4), ("Function", 4)),
    _section("20", "Going live", ("Documents", 4), ("Team", 4)),
    _flat("S", "Success", 8),
    _flat("P", "The first day", 7),
    _section("M", "From then on", ("Every week and month", 5), ("Documents", 4)),
)


def box_ids() -> list[str]:
    """All 246, in the specification's order."""
    return [box_id for group in groups() for box_id in group.box_ids]


def groups() -> Iterator[Group]:
    """All that hold boxes; the 56 with a title are boxes of the specification themselves."""
    for section in SECTIONS:
        yield from section.groups


def section_of(box_id: str) -> Section:
    """The section of a box. Raises KeyError for an id the specification does not have."""
    wanted = box_id.partition(".")[0]
    for section in SECTIONS:
        if section.id == wanted:
            return section
    raise KeyError(box_id)


def is_known(box_id: str) -> bool:
    return box_id in box_ids()
