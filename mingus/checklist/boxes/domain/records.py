"""8.2: where the names lead, what DNS says of our mail, and whether every name server says the same."""

from mingus.checklist.box import Box, live
from mingus.checklist.looking import mail_records
from mingus.checklist.looking.dns import Records
from mingus.checklist.looking.hosts import Site, site
from mingus.checklist.looking.names import addresses, exchanges, mail_domain
from mingus.checklist.missing import Missing
from mingus.checklist.proof import digitalocean, vendor
from mingus.checklist.rules import DEPLOYED, Finding, judged
from mingus.checklist.surroundings import Surroundings

APPS = ".ondigitalocean.app"
SELECTOR = "resend._domainkey"
RETURN_PATH = "send"
MAX_KEEP_SECONDS = 3600
MIN_SERVERS = 2


@live
def the_names_lead_to_one_app(around: Surroundings) -> Finding:
    """Each name is an alias of the app's own address, or has the same addresses as it."""
    known = site(around)
    aliases = {name: around.network.lookup(name, "CNAME") for name in known.hosts}
    targets = {name: found[0] for name, found in aliases.items() if found and found[0] not in known.hosts}
    if not targets:
        raise Missing("no credential: no name is an alias of an app; only DigitalOcean knows the app's own address")
    faults = [f"{name} leads to {target}, which is no app" for name, target in targets.items() if not _is_app(target)]
    apps = sorted({target for target in targets.values() if _is_app(target)})
    if len(apps) > 1:
        faults.append(f"the names lead to different apps: {', '.join(apps)}")
    if not faults:
        faults = _elsewhere(around, known, targets, apps[0])
    return judged(faults, f"{', '.join(known.hosts)} lead to {''.join(apps)}", names=len(known.hosts))


@live
def mail_records_stand(around: Surroundings) -> Finding:
    """Mail to us has somewhere to go, and so have bounces; the key that signs can be found."""
    domain = mail_domain(around)
    bounces, key = f"{RETURN_PATH}.{domain}", f"{SELECTOR}.{domain}"
    faults = [f"{name} takes no mail (MX)" for name in (domain, bounces) if not any(exchanges(around, name))]
    if not around.network.lookup(key, "TXT"):
        faults.append(f"{key} is not there")
    return judged(faults, f"{domain} has its records for mail", records=3)


@live
def mail_can_not_be_forged(around: Surroundings) -> Finding:
    """Who may send is said once and to the end, mail is signed, and receivers are told to refuse the rest."""
    domain = mail_domain(around)
    senders = [domain, *([f"{RETURN_PATH}.{domain}"] if exchanges(around, f"{RETURN_PATH}.{domain}") else [])]
    silent = [name for name in site(around).hosts if name not in senders and _sends_nothing(around, name)]

    def ask(name: str) -> list[str]:
        return around.network.lookup(name, "TXT")

    faults = [fault for name in senders for fault in mail_records.spf_faults(name, ask)]
    faults += mail_records.dkim_faults(f"{SELECTOR}.{domain}", ask)
    faults += mail_records.dmarc_faults(domain, ask)
    for name in silent:
        if mail_records.spf_of(name, ask) != [mail_records.NOBODY]:
            faults.append(f"{name} sends no mail and does not say so ({mail_records.NOBODY})")
    return judged(faults, f"SPF, DKIM and DMARC of {domain} are whole", senders=len(senders), silent=len(silent))


@live
def every_server_says_the_same(around: Surroundings) -> Finding:
    """The zone's own servers and public resolvers give the same records, and none keeps them for long."""
    known = site(around)
    asked = [(name, kind) for name in known.hosts for kind in ("A", "AAAA")]
    asked += [(known.base, "MX"), (known.base, "TXT")]
    heard = {(name, kind): around.network.ask_each(name, kind) for name, kind in asked}
    servers = min(len(each) for each in heard.values())
    if servers < MIN_SERVERS:
        raise Missing("no evidence yet: one name server alone can't agree with another")
    faults = [fault for (name, kind), each in heard.items() for fault in _disagreements(f"{name} {kind}", each)]
    faults += [
        f"no server has an address for {name}"
        for name in known.hosts
        if not any(each.values for kind in ("A", "AAAA") for each in heard[name, kind].values())
    ]
    return judged(faults, f"{servers} servers agree on {len(asked)} sets of records", servers=servers, sets=len(asked))


def _is_app(target: str) -> bool:
    return target.endswith(APPS)


def _elsewhere(around: Surroundings, known: Site, targets: dict[str, str], app: str) -> list[str]:
    """Names that are no alias themselves and have other addresses than the app."""
    wanted = sorted(addresses(around, app))
    if not wanted:
        return [f"{app} has no address"]
    others = [name for name in known.hosts if name not in targets]
    return [f"{name} has other addresses than {app}" for name in others if sorted(addresses(around, name)) != wanted]


def _sends_nothing(around: Surroundings, name: str) -> bool:
    """An alias has no records of its own, so it can't say anything; what takes mail may send it."""
    return not around.network.lookup(name, "CNAME") and not any(exchanges(around, name))


def _disagreements(what: str, heard: dict[str, Records]) -> list[str]:
    said = {tuple(each.values) for each in heard.values()}
    faults = [f"{what}: {len(said)} different answers from {len(heard)} servers"] if len(said) > 1 else []
    longest = max(each.keep_seconds for each in heard.values())
    if longest > MAX_KEEP_SECONDS:
        faults.append(f"{what} may be kept for {longest} seconds, more than {MAX_KEEP_SECONDS}")
    return faults


BOXES = (
    Box(
        "8.2.1",
        "The names lead to our app and nowhere else",
        all_of=(
            the_names_lead_to_one_app,
            digitalocean("GET /v2/apps/{id}", "its default_ingress is where the names lead"),
        ),
        passes="each name is an alias of the app's own address, or has the same addresses",
        fix="Point the name that is told to the app's address with CNAME (ALIAS at the domain itself).",
        stages=DEPLOYED,
    ),
    Box(
        "8.2.2",
        "Mail has its records, and the sender's service knows them",
        all_of=(mail_records_stand, vendor("RESEND_API_KEY", "GET /domains", "the domain's status is verified")),
        passes="MX for mail and for bounces, the key that signs, and Resend calls the domain verified",
        fix="Add the records that Resend lists for the domain.",
        stages=DEPLOYED,
    ),
    Box(
        "8.2.3",
        "Nobody can send mail in our name",
        all_of=(mail_can_not_be_forged,),
        passes="one SPF of ten lookups at most ending in -all or ~all, a DKIM key of 1024 bits, DMARC that refuses",
        fix="Write the record that is named anew; names that send nothing say `v=spf1 -all`.",
        stages=DEPLOYED,
    ),
    Box(
        "8.2.4",
        "Every name server gives the same answer",
        all_of=(every_server_says_the_same,),
        passes="the zone's servers and three public resolvers agree; nothing is kept longer than an hour",
        fix="Wait until the old records have run out, and lower their time to live to 3600 seconds or less.",
        stages=DEPLOYED,
    ),
)
