"""9.3: data is sealed where it lies and where it travels, files do no harm, and what was done is written down."""

from collections.abc import Iterator

from mingus.checklist.box import Box, database, live, static
from mingus.checklist.looking import database as looking
from mingus.checklist.looking.hostile_files import HostileFile, hostile_files
from mingus.checklist.looking.http import Answer
from mingus.checklist.looking.open_lines import open_lines
from mingus.checklist.proof import digitalocean, proven
from mingus.checklist.rules import DEPLOYED, Finding, looked_at
from mingus.checklist.surroundings import Surroundings

MAX_SECONDS = 2.0
LOOKS_AT_BAD_SERVERS = "mingus/checklist/"
UPLOAD_TESTS = (
    "bin/test tests/abuse/test_A12_archives.py tests/abuse/test_A13_pictures.py tests/abuse/test_uploads.py"
    " tests/abuse/test_bank_files.py tests/uploads"
)
AUDIT_TESTS = "bin/test tests/core/test_events.py tests/core/test_security_events.py tests/ops/schema/test_trail.py"


@static
def nobody_is_asked_in_the_open(around: Surroundings) -> Finding:
    """No address of another machine begins with http://, and no certificate goes unchecked."""
    looked = [path for path in around.tree.files("mingus/", endings=(".py",)) if _talks(path)]
    faults = [f"{path}:{line} {fault}" for path in looked for line, fault in open_lines(around.tree.module(path))]
    return looked_at(len(looked), faults, f"{len(looked)} modules ask nobody in the open")


@live
def hostile_files_are_refused(around: Surroundings) -> Finding:
    """Eight files made to hurt, sent by a stranger, are refused in a moment."""
    sent = hostile_files()
    faults = [fault for file in sent for fault in refusal_faults(file.what, _sent(around, file))]
    return looked_at(len(sent), faults, f"{len(sent)} files made to hurt were refused in less than {MAX_SECONDS:g} s")


def refusal_faults(what: str, answer: Answer) -> Iterator[str]:
    """What is wrong with the answer to a file that should be refused."""
    if not 400 <= answer.status < 500:
        yield f"{what} is answered {answer.status}"
    if answer.seconds >= MAX_SECONDS:
        yield f"{what} took {answer.seconds:.1f} seconds to refuse"
    if answer.header("X-Content-Type-Options").lower() != "nosniff":
        yield f"{what} is answered without nosniff"


def _sent(around: Surroundings, file: HostileFile) -> Answer:
    return around.network.request("POST", around.site + file.path, headers=file.headers, body=file.body)


def _talks(path: str) -> bool:
    """The checklist itself asks in the open and looks at bad certificates: that is how it finds them."""
    return not path.startswith(LOOKS_AT_BAD_SERVERS)


BOXES = (
    Box(
        "9.3.1",
        "What must be sealed lies sealed",
        all_of=(
            database(looking.sealed_columns_are_sealed),
            database(looking.newest_key_wraps_all),
            database(looking.nothing_lies_open),
            digitalocean("GET /v2/databases/{id}", "the cluster's volumes are encrypted"),
        ),
        passes="every sealed column holds envelopes, 99 % by the newest key; no card, IBAN or address in the open",
        fix="`mingus checklist show 9.3.1` names the columns; seal them with `core.crypto` in a migration.",
        stages=DEPLOYED,
    ),
    Box(
        "9.3.2",
        "What travels, travels encrypted",
        all_of=(nobody_is_asked_in_the_open,),
        rolls_up=("2.1.4", "2.1.5", "7.1.*"),
        passes="database, Redis and site speak TLS alone; no source asks a vendor by http:// or trusts any certificate",
        fix="Write https://, and leave certificates to the library; `mingus checklist show 9.3.2` names the lines.",
        stages=DEPLOYED,
    ),
    Box(
        "9.3.3",
        "Files that people send can do no harm",
        all_of=(hostile_files_are_refused, proven("9.3.3", UPLOAD_TESTS)),
        passes="files made to hurt are refused 4xx in under 2 s and little memory; what is kept lies sealed",
        fix=f"`mingus/uploads` and `mingus/ledger/formats` decide; `mingus evidence run 9.3.3 -- {UPLOAD_TESTS}`",
        stages=DEPLOYED,
    ),
    Box(
        "9.3.4",
        "What was done is written down for good",
        all_of=(
            database(looking.audit_chain_is_whole),
            database(looking.audit_log_only_grows),
            proven("9.3.4", AUDIT_TESTS),
        ),
        passes="every chain verifies; the application can neither change nor remove a line; every action is recorded",
        fix=f"Follow docs/runbooks/audit-chain-broken.md; `mingus evidence run 9.3.4 -- {AUDIT_TESTS}`",
    ),
)
