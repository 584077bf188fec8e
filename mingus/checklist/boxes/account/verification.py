"""4.1: whose account it is, who pays, and who gets in."""

from mingus.checklist.box import Box
from mingus.checklist.proof import attested, attested_by_all, digitalocean
from mingus.checklist.rules import IN_PRODUCTION

ATTEST = "`mingus checklist attest {id} --by MEMBER --statement … --days {days} --file screenshot.png`"


BOXES = (
    Box(
        "4.1.1",
        "The account is active and its address confirmed",
        all_of=(digitalocean("GET /v2/account", "it is active and its e-mail address is confirmed"),),
        passes="status active, e-mail address confirmed",
        fix="Confirm the address from DigitalOcean's mail; then give DIGITALOCEAN_TOKEN, read only.",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "4.1.2",
        "Somebody pays, and nothing is overdue",
        all_of=(
            digitalocean("GET /v2/customers/my/balance", "nothing is overdue"),
            attested("4.1.2", "a means of payment that is good for the year is on file", days=365),
        ),
        passes="no overdue balance; a member has seen the means of payment within a year",
        fix=ATTEST.format(id="4.1.2", days=365),
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "4.1.3",
        "Everybody signs in there with a second factor",
        all_of=(attested_by_all("4.1.3", "my account asks for a second factor, and the team requires one", days=90),),
        passes="every member of docs/team.yaml has said so within 90 days",
        fix=ATTEST.format(id="4.1.3", days=90) + " by each member",
        stages=IN_PRODUCTION,
        blocker=False,
    ),
    Box(
        "4.1.4",
        "Keys and tokens of the account are few and known",
        all_of=(
            attested("4.1.4", "roles, SSH keys and tokens of the team were gone through", days=90),
            digitalocean("GET /v2/account/keys", "every key is on the list, and the token in use expires"),
        ),
        passes="every key is known, the token is scoped and expires; gone through within 90 days",
        fix=ATTEST.format(id="4.1.4", days=90),
        stages=IN_PRODUCTION,
        blocker=False,
    ),
)
