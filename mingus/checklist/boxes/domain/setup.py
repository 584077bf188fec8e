"""8.1: the name, its neighbours www and api, and what caches on the way may keep."""

import re
from ipaddress import ip_address

from mingus.checklist.box import Box, live
from mingus.checklist.looking.answers import OPEN_PATH, STATIC_FILE, answers
from mingus.checklist.looking.hosts import Site, site
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.names import addresses, exchanges, name_servers
from mingus.checklist.proof import attested, digitalocean
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings

MIN_NAME_SERVERS = 2
YEAR_SECONDS = 365 * 24 * 60 * 60
PERMANENT = frozenset({301, 308})
JSON = ("application/json", "application/problem+json")
MAX_AGE = re.compile(r"\bmax-age=(\d+)")
FROM_A_CACHE = frozenset({"HIT", "STALE", "REVALIDATED", "UPDATING"})


@live
def the_name_and_its_mail_resolve(around: Surroundings) -> Finding:
    """The name has public addresses, mail for it has somewhere to go, and more than one server knows of it."""
    known = site(around)
    faults = [fault for name in dict.fromkeys((known.host, known.base)) for fault in _address_faults(around, name)]
    servers = name_servers(around, known.base)
    if len(servers) < MIN_NAME_SERVERS:
        faults.append(f"{known.base} has {len(servers)} name servers; two should know it")
    hosts = exchanges(around, known.base)
    if not any(hosts):
        faults.append(f"{known.base} takes no mail (MX)")
    faults += [f"{host} takes mail and has no address" for host in hosts if host and not addresses(around, host)]
    return judged(faults, f"{known.base} has addresses, mail and {len(servers)} name servers", servers=len(servers))


@live
def www_and_api_answer(around: Surroundings) -> Finding:
    """Both resolve and speak TLS; www sends people to the one name, api answers programs."""
    known = site(around)
    beside = known.base if known.host == known.www else known.www
    faults = [f"{name} has no address" for name in (beside, known.api) if not addresses(around, name)]
    if not faults:
        faults = [*_beside_faults(around, known, beside), *_api_faults(around, known)]
    return judged(faults, f"{beside} leads to {known.host}, {known.api} answers programs")


@live
def files_are_kept_and_pages_are_not(around: Surroundings) -> Finding:
    """Files whose name changes with their content may be kept for ever; what is a person’s may not be kept."""
    looked = answers(around)
    faults = [f"the {STATIC_FILE} {fault}" for fault in _keeping_faults(looked[STATIC_FILE])]
    for name, answer in looked.items():
        if name != STATIC_FILE:
            faults += [f"the {name} {fault}" for fault in _kept_faults(answer)]
    return judged(faults, "files are kept for a year, pages never", answers=len(looked))


def _address_faults(around: Surroundings, name: str) -> list[str]:
    found = addresses(around, name)
    if not found:
        return [f"{name} has no address"]
    return [f"{name} has the address {each}, which is not public" for each in found if not ip_address(each).is_global]


def _beside_faults(around: Surroundings, known: Site, beside: str) -> list[str]:
    answer = around.network.get(known.url(OPEN_PATH, beside))
    if answer.status not in PERMANENT:
        return [f"https://{beside} answers {answer.status}, not 301 or 308"]
    if answer.header("Location") != known.url(OPEN_PATH):
        return [f"https://{beside} leads to {answer.header('Location')[:100] or 'nowhere'}, not to {known.host}"]
    return []


def _api_faults(around: Surroundings, known: Site) -> list[str]:
    answer = around.network.get(known.url("/no-such-thing", known.api))
    kind = answer.header("Content-Type").partition(";")[0]
    if answer.status != 404 or kind not in JSON:
        return [f"https://{known.api} answers {answer.status} {kind[:40]} where nothing is, not 404 in JSON"]
    return []


def _keeping_faults(answer: Answer) -> list[str]:
    said = answer.header("Cache-Control").lower()
    age = MAX_AGE.search(said)
    faults = [] if age and int(age[1]) >= YEAR_SECONDS else ["may not be kept for a year"]
    return faults + ([] if "immutable" in said else ["is not immutable"])


def _kept_faults(answer: Answer) -> list[str]:
    said = answer.header("Cache-Control").lower()
    faults = [] if "no-store" in said else ["may be kept (no no-store)"]
    if answer.header("CF-Cache-Status").upper() in FROM_A_CACHE or answer.header("Age").strip("0"):
        faults.append("came from a cache")
    return faults


BOXES = (
    Box(
        "8.1.1",
        "Our name is one of the app's domains",
        all_of=(digitalocean("GET /v2/apps/{id}", "the primary domain and its aliases are ACTIVE"),),
        passes="the primary domain and its aliases are domains of the app, phase ACTIVE",
        fix="`mingus launch` will add them (not built yet).",
        stages=DEPLOYED,
    ),
    Box(
        "8.1.2",
        "The name and its mail are in DNS",
        all_of=(the_name_and_its_mail_resolve,),
        passes="public addresses, an MX that resolves, two name servers or more",
        fix="Add the record that is named where the domain's DNS is kept.",
        stages=DEPLOYED,
    ),
    Box(
        "8.1.3",
        "www leads to the name, api answers programs",
        all_of=(www_and_api_answer,),
        passes="both resolve over TLS; www answers 301 or 308 to the same path; api answers 404 in JSON",
        fix="Add both to the app's domains and to DNS; Mingus knows them by PUBLIC_URL.",
        stages=DEPLOYED,
    ),
    Box(
        "8.1.4",
        "Caches keep files and never people's pages",
        any_of=(
            files_are_kept_and_pages_are_not,
            digitalocean("GET /v2/apps/{id}", "its edge cache is as declared"),
            attested("8.1.4", "no content delivery network is needed", days=365),
        ),
        passes="files are immutable for a year, everything else is no-store; or a statement that no CDN is needed",
        fix="Let no rule of the CDN override Cache-Control; mingus/core/policy.py says who may keep what.",
        stages=DEPLOYED,
        blocker=False,
    ),
)
