"""11.2: the database went along with the release, and nothing was lost on the way."""

from mingus.checklist.box import Box, database, live
from mingus.checklist.looking import books, site
from mingus.checklist.looking import database as looking
from mingus.checklist.proof import digitalocean, unbuilt
from mingus.checklist.rules import DEPLOYED, Finding, Kind, judged
from mingus.checklist.surroundings import Surroundings

PROBES = 10


@live
def every_instance_reaches_its_database(around: Surroundings) -> Finding:
    """Ten answers of /health/ready in a row, whichever instance they come from, say that database and schema are ok."""
    answers = [around.network.get(around.site + site.READY) for _ in range(PROBES)]
    said = [site.object_of(answer) for answer in answers]
    faults = [
        f"{site.READY} says {part}: {each.get(part, 'nothing')}"
        for each in said
        for part in ("database", "schema")
        if each.get(part) != "ok"
    ]
    return judged(dict.fromkeys(faults), f"{PROBES} answers of {site.READY} reach the database", answers=PROBES)


BOXES = (
    Box(
        "11.2.1",
        "The migrations ran",
        all_of=(
            database(looking.newest_migration_is_there),
            database(looking.migration_run_is_logged),
            digitalocean("GET /v2/apps/{app_id}/deployments/{deployment_id}", "its job before deployment succeeded"),
        ),
        passes="the database is at the newest migration, its log has the run, and the job succeeded",
        fix="`mingus db migrate`",
        stages=DEPLOYED,
    ),
    Box(
        "11.2.2",
        "The schema reads as it was written",
        all_of=(database(looking.schema_is_equal),),
        passes="the fingerprint of the database is the one of these sources",
        fix="`mingus db fingerprint` shows the difference; `mingus db migrate` brings what is missing.",
    ),
    Box(
        "11.2.3",
        "Every instance reaches the database",
        all_of=(database(looking.database_answers), every_instance_reaches_its_database),
        passes="the database answers here, and to every instance that is asked",
        fix="`mingus doctor`; docs/runbooks/database-down.md",
        stages=DEPLOYED,
    ),
    Box(
        "11.2.4",
        "The data are whole",
        all_of=(
            database(books.books_are_right),
            database(looking.no_row_is_orphaned),
            database(looking.newest_key_wraps_all),
            database(looking.audit_chain_is_whole),
            unbuilt(Kind.DATABASE, "counting every table's rows before a migration and after it"),
        ),
        passes="sums add up, no row is orphaned, the key opens what is sealed, and no rows were lost",
        fix="`mingus checklist show 11.2.4` names the fault; docs/runbooks/restore.md says how to go back.",
    ),
)
