"""What DNS says of our names: their addresses, the zone they belong to, the domain our mail comes from."""

from email.utils import parseaddr

from mingus.checklist.looking.hosts import site
from mingus.checklist.surroundings import Surroundings


def addresses(around: Surroundings, name: str) -> list[str]:
    """Every IPv4 and IPv6 address of a name. Raises NoAnswer when no server answers."""
    return [*around.network.lookup(name, "A"), *around.network.lookup(name, "AAAA")]


def name_servers(around: Surroundings, name: str) -> list[str]:
    """The servers of the zone that a name belongs to; none when nobody has it."""
    labels = name.split(".")
    for start in range(len(labels) - 1):
        if found := around.network.lookup(".".join(labels[start:]), "NS"):
            return found
    return []


def exchanges(around: Surroundings, name: str) -> list[str]:
    """The hosts that take mail for a name, '' for one that says it takes none."""
    return [record.partition(" ")[2].strip(".") for record in around.network.lookup(name, "MX")]


def mail_domain(around: Surroundings) -> str:
    """What stands behind the @ of MAIL_FROM, or our own name."""
    address = parseaddr(around.environ.get("MAIL_FROM", ""))[1]
    return address.partition("@")[2].lower() or site(around).base
