"""The embedded PostgreSQL: finding its programs, making a cluster, running it. Knows no tables of Mingus."""

from mingus.ops.postgres.cluster import Cluster
from mingus.ops.postgres.kept import KeptCluster
from mingus.ops.postgres.roles import Role

__all__ = ["Cluster", "KeptCluster", "Role"]
