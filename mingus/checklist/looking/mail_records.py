"""What DNS says of a domain's mail: who may send it (SPF), with which key (DKIM), and what becomes of the rest (DMARC).

Pure but for `ask`, which gives the TXT records of a name.
"""

import base64
import binascii
from collections.abc import Callable, Iterator

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

Ask = Callable[[str], list[str]]

MAX_LOOKUPS = 10
"""More than these, and receivers give up (RFC 7208, 4.6.4)."""
MIN_KEY_BITS = 1024
ED25519_BYTES = 32
NOBODY = "v=spf1 -all"
ASKS = frozenset({"include", "a", "mx", "ptr", "exists"})
SAYS = frozenset({"all", "ip4", "ip6"})
STRICT = frozenset({"quarantine", "reject"})


def spf_of(name: str, ask: Ask) -> list[str]:
    """The SPF records of a name; there should be one."""
    return [record for record in ask(name) if record.lower().partition(" ")[0] == "v=spf1"]


def spf_faults(name: str, ask: Ask) -> list[str]:
    """What is wrong with who may send for a name. Follows at most ten lookups, as receivers do."""
    walk = _Walk(ask)
    ending = walk.through(name)
    if walk.lookups > MAX_LOOKUPS:
        return [f"the SPF record of {name} takes more than {MAX_LOOKUPS} lookups"]
    if not walk.faults and ending not in {"-all", "~all"}:
        return [f"the SPF record of {name} ends in {ending or 'nothing'}, not in -all or ~all"]
    return walk.faults


def dkim_bits(text: str) -> int:
    """The strength of the key in a DKIM record, Ed25519 as the RSA it stands for; 0 for one that nobody can use."""
    said = _tags(text)
    if said.get("v", "dkim1").lower() != "dkim1" or not said.get("p"):
        return 0
    try:
        key = base64.b64decode("".join(said["p"].split()), validate=True)
        if said.get("k", "rsa").lower() == "ed25519":
            ed25519.Ed25519PublicKey.from_public_bytes(key[-ED25519_BYTES:])
            return 3072
        loaded = load_der_public_key(key)
    except (ValueError, binascii.Error, UnsupportedAlgorithm):
        return 0
    return loaded.key_size if isinstance(loaded, rsa.RSAPublicKey) else 0


def dkim_faults(name: str, ask: Ask) -> list[str]:
    """What is wrong with the key that signs, at `selector._domainkey.domain`."""
    found = [record for record in ask(name) if "p" in _tags(record)]
    if len(found) != 1:
        return [f"{name} has {len(found) or 'no'} DKIM keys"]
    bits = dkim_bits(found[0])
    if not bits:
        return [f"the DKIM key at {name} can't be used"]
    faults = [f"the DKIM key at {name} has only {bits} bits"] if bits < MIN_KEY_BITS else []
    return [*faults, *([f"the DKIM key at {name} is only on trial (t=y)"] if "y" in _flags(found[0]) else [])]


def dmarc_faults(domain: str, ask: Ask) -> list[str]:
    """What is wrong with what receivers are told to do with mail that is not ours."""
    name = f"_dmarc.{domain}"
    found = [record for record in ask(name) if record.replace(" ", "").lower().startswith("v=dmarc1;")]
    if len(found) != 1:
        return [f"{name} has {len(found) or 'no'} DMARC records"]
    return [f"{name} {fault}" for fault in _dmarc(_tags(found[0]))]


def _dmarc(said: dict[str, str]) -> Iterator[str]:
    policy = said.get("p", "").lower()
    if policy not in STRICT:
        yield f"says p={policy or 'nothing'}, not quarantine or reject"
    if said.get("sp", "reject").lower() not in STRICT:
        yield f"says sp={said['sp'].lower()}, which lets names below be forged"
    if said.get("pct", "100") != "100":
        yield f"holds for {said['pct'][:9]} % of the mail"
    if not said.get("rua", "").lower().startswith("mailto:"):
        yield "names no address for reports (rua)"


def _flags(text: str) -> list[str]:
    return [flag.strip().lower() for flag in _tags(text).get("t", "").split(":")]


def _tags(text: str) -> dict[str, str]:
    """`v=DKIM1; p=…` as names and values; of a name said twice the first counts."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, sign, value = part.partition("=")
        if sign:
            found.setdefault(name.strip().lower(), value.strip())
    return found


class _Walk:
    """Through the records that one SPF record includes, counting what receivers would have to ask."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.lookups = 0
        self.faults: list[str] = []

    def through(self, name: str) -> str:
        """How the record of a name ends: `-all`, or '' when it does not say."""
        found = spf_of(name, self._ask)
        if len(found) != 1:
            self.faults.append(f"{name} has {len(found) or 'no'} SPF records")
            return ""
        redirect = ""
        for term in found[0].lower().split()[1:]:
            if _kind(term) == "all":
                return term if term[0] in "+-~?" else f"+{term}"
            redirect = term.removeprefix("redirect=") if term.startswith("redirect=") else redirect
            self._term(name, term)
            if self.lookups > MAX_LOOKUPS:
                return ""
        return self._follow(redirect) if redirect else ""

    def _term(self, name: str, term: str) -> None:
        kind = _kind(term)
        self.lookups += kind in ASKS
        if kind == "include":
            self._include(term.partition(":")[2])
        elif kind not in ASKS | SAYS and "=" not in term:
            self.faults.append(f"the SPF record of {name} says {term[:40]}, which is nothing known")

    def _include(self, name: str) -> None:
        if self.lookups <= MAX_LOOKUPS and "%" not in name:
            self.through(name)

    def _follow(self, name: str) -> str:
        self.lookups += 1
        return self.through(name) if self.lookups <= MAX_LOOKUPS else ""


def _kind(term: str) -> str:
    """`~include:a.example` → `include`."""
    return term.lstrip("+-~?").partition(":")[0].partition("/")[0]
