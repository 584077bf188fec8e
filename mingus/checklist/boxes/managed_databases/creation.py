"""5.1: the managed PostgreSQL is there, large enough, near the application, and takes nobody without TLS."""

from mingus.checklist.box import Box, live
from mingus.checklist.looking import database as looking
from mingus.checklist.proof import digitalocean, proven
from mingus.checklist.rules import DEPLOYED

CLUSTER = "GET /v2/databases/{database_cluster_uuid}"

BOXES = (
    Box(
        "5.1.1",
        "A managed PostgreSQL runs",
        all_of=(digitalocean(CLUSTER, "it is a PostgreSQL from 15 on, still supported, and online"),),
        passes="engine pg, version 15 or newer and supported, status online",
        fix="docs/deploy.md; renting it (`mingus launch`) is not built yet.",
        stages=DEPLOYED,
    ),
    Box(
        "5.1.2",
        "The managed PostgreSQL has the size that was tested",
        all_of=(digitalocean(CLUSTER, "size and nodes are those of docs/capacity.md, two nodes or more"),),
        passes="at least the size of docs/capacity.md; one node alone only warns",
        fix="docs/capacity.md says when to take a larger one; DigitalOcean resizes it while it runs.",
        stages=DEPLOYED,
    ),
    Box(
        "5.1.3",
        "Database and application stand in one region",
        all_of=(
            digitalocean(CLUSTER, "its region is the application's and that of docs/capacity.md"),
            proven("5.1.3", "mingus drill distance", max_days=90, same_commit=False),
        ),
        passes="one region, and half of all round trips from the application take less than 3 ms",
        fix="Move the one that stands elsewhere; `mingus drill distance` is not built yet.",
        stages=DEPLOYED,
    ),
    Box(
        "5.1.4",
        "The managed PostgreSQL takes nobody without TLS",
        all_of=(
            digitalocean(CLUSTER, "connection.ssl is true"),
            live(looking.nobody_gets_in_unencrypted),
        ),
        passes="TLS is on, and a connection without it is refused",
        fix="In the server's pg_hba.conf hostssl in the place of host; DigitalOcean does it by itself.",
        stages=DEPLOYED,
    ),
)
