"""Running Mingus: the embedded PostgreSQL, the supervisor behind `mingus run`, local secrets, and health."""
