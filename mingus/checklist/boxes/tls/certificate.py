"""7.1: the certificate, the names it is for, the way from http to https, and how old a TLS is spoken."""

from mingus.checklist.box import Box, live, part_of
from mingus.checklist.looking import headers
from mingus.checklist.looking.answers import OPEN_PATH, in_the_open
from mingus.checklist.looking.hosts import Site, site
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.records import Wanted
from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.looking.tls import Anonymous, Handshake
from mingus.checklist.proof import digitalocean
from mingus.checklist.rules import DEPLOYED, Finding, Kind, State, failed, judged, not_applicable, passed, warned
from mingus.checklist.surroundings import Surroundings

MIN_DAYS_LEFT = 21
MIN_KEY_BITS = 2048
PUBLIC_AUTHORITIES = (
    "Let's Encrypt",
    "Google Trust Services",
    "DigiCert",
    "Sectigo",
    "ZeroSSL",
    "Cloudflare",
    "Amazon",
)
PERMANENT = frozenset({301, 308})
OLD_VERSIONS = ("TLSv1", "TLSv1.1")
GOOD_VERSIONS = frozenset({"TLSv1.2", "TLSv1.3"})
BROKEN_CIPHERS = "aNULL:eNULL:RC4:3DES:DES:MD5:SEED:IDEA:EXPORT"
WITHOUT_FORWARD_SECRECY = "kRSA:!aNULL:!eNULL"
GRADE = "grade"
GRADE_DAYS = 90


@live
def a_public_authority_signed_it(around: Surroundings) -> Finding:
    """The chain that is served leads to an authority this machine trusts, and lasts."""
    found = _certificate(around)
    days = found.days_left(around.now)
    if days < MIN_DAYS_LEFT:
        return failed(f"the certificate ends in {days} days; it should be renewed {MIN_DAYS_LEFT} before", days=days)
    if not any(name in found.issuer for name in PUBLIC_AUTHORITIES):
        return warned(f"signed by {found.issuer}, trusted here, but no public authority this check knows", days=days)
    return passed(f"signed by {found.issuer}, {days} days left (revocation is short life, not OCSP)", days=days)


@live
def it_is_for_every_name(around: Surroundings) -> Finding:
    """A browser that asks for the name, for www or for api is shown a certificate for just that."""
    known = site(around)
    faults = [fault for host in known.hosts if (fault := _name_fault(around, known, host))]
    return judged(faults, f"{', '.join(known.hosts)} all show a certificate of their own", names=len(known.hosts))


@live
def http_leads_to_https(around: Surroundings) -> Finding:
    """The first answer over http sends people to https, on the same host, with path and query, and for good."""
    looked = in_the_open(around)
    faults = [fault for host, answer in looked.items() for fault in _open_faults(site(around), host, answer)]
    return judged(faults, f"http on {', '.join(looked)} leads to https at once", hosts=len(looked))


@live
def only_good_protocols(around: Surroundings) -> Finding:
    """TLS 1.2 or 1.3, a key that holds, and nothing older, even for those who ask for it."""
    found = _certificate(around)
    faults = [f"it speaks {found.protocol}"] if found.protocol not in GOOD_VERSIONS else []
    faults += [f"it still speaks {version}" for version in OLD_VERSIONS if _speaks(around, version=version)]
    if found.key_bits < MIN_KEY_BITS:
        faults.append(f"its key of {found.key_bits} bits is too weak, or of a kind that no browser knows")
    if _speaks(around, version="TLSv1.2", ciphers=BROKEN_CIPHERS):
        faults.append("it takes ciphers that are broken")
    if not faults and _speaks(around, version="TLSv1.2", ciphers=WITHOUT_FORWARD_SECRECY):
        return warned("it takes ciphers without forward secrecy, which no browser of today asks for")
    return judged(faults, f"{found.protocol}, {found.key_bits} bits, nothing older than TLS 1.2", bits=found.key_bits)


@part_of(Kind.EVIDENCE, needs="a record of SSL Labs, if there is one")
def ssl_labs_says_a_plus(around: Surroundings) -> Finding:
    """When somebody has had it graded, it got an A+."""
    found = around.records.judged("7.1.4", Wanted(GRADE_DAYS), "ssllabs-scan HOST")
    if found.state is State.UNKNOWN:
        return not_applicable("nobody has recorded a grade of SSL Labs, which is not required")
    grade = found.figures.get(GRADE, "no grade")
    if found.state is not State.PASS or grade == "A+":
        return found
    return failed(f"SSL Labs gave it {grade}")


def _certificate(around: Surroundings) -> Handshake:
    known = site(around)
    return around.once("handshake with the site", lambda: around.network.handshake(known.host, known.port))


def _name_fault(around: Surroundings, known: Site, host: str) -> str:
    try:
        around.network.handshake(host, known.port)
    except NoAnswer as error:
        return str(error)
    return ""


def _open_faults(known: Site, host: str, answer: Answer) -> list[str]:
    faults = []
    wanted = known.url(OPEN_PATH, host)
    if answer.status not in PERMANENT:
        faults.append(f"http://{host} answers {answer.status}, not 301 or 308")
    elif answer.header("Location") != wanted:
        faults.append(f"http://{host} leads to {answer.header('Location')[:100] or 'nowhere'}, not to {wanted}")
    if answer.all(headers.HSTS):
        faults.append(f"http://{host} says {headers.HSTS}, which only https may")
    return faults


def _speaks(around: Surroundings, *, version: str, ciphers: str = "") -> bool:
    """Whether it takes the offer. Asked after it has answered once, so any other end is a refusal too."""
    known = site(around)
    try:
        around.network.handshake(known.host, known.port, version=version, ciphers=ciphers, verify=False)
    except Anonymous:
        return True
    except NoAnswer:
        return False
    return True


BOXES = (
    Box(
        "7.1.1",
        "A public authority's certificate is served, with weeks to go",
        all_of=(
            a_public_authority_signed_it,
            digitalocean("GET /v2/apps/{id}", "its domains have certificates that DigitalOcean renews"),
        ),
        passes=f"the chain is complete and trusted, {MIN_DAYS_LEFT} days or more are left",
        fix="DigitalOcean renews by itself while the domain points to the app: look at 8.2.1 and the app's domains.",
        stages=DEPLOYED,
    ),
    Box(
        "7.1.2",
        "The certificate is for the name, www and api",
        all_of=(
            it_is_for_every_name,
            digitalocean("GET /v2/apps/{id}", "the same names are its domains, phase ACTIVE"),
        ),
        passes="each of the three names shows a certificate for itself",
        fix="Add the name that is missing to the app's domains and to DNS (8.1.3).",
        stages=DEPLOYED,
    ),
    Box(
        "7.1.3",
        "Whoever comes by http is sent to https",
        all_of=(http_leads_to_https,),
        passes="301 or 308 to the same address over https, on every name; no HSTS over http",
        fix="Set TRUSTED_PROXIES to the number of proxies before Mingus, so that it sees how people came.",
        stages=DEPLOYED,
    ),
    Box(
        "7.1.4",
        "TLS 1.2 at least, a strong key, nothing broken",
        all_of=(only_good_protocols, ssl_labs_says_a_plus),
        passes="1.0 and 1.1 refused, key of 2048 bits or more, no broken cipher; A+ where SSL Labs was asked",
        fix="Set minimum_tls_version 1.2 for each domain of the app.",
        stages=DEPLOYED,
    ),
)
