"""Where the data are, and how long anybody waits for them."""

from typing import Annotated

from pydantic import BaseModel, Field

from mingus.core.settings import shapes
from mingus.core.settings.declaring import ENVIRONMENTS, STRICT, Rule, Shape, plain, secret
from mingus.core.settings.groups.application import DECLARES
from mingus.core.settings.shapes import Seconds
from mingus.core.settings.strict import encrypted_database, encrypted_redis


class Database(BaseModel):
    """Database"""

    model_config = DECLARES

    database_url: Annotated[shapes.Database, Rule(encrypted_database)] = secret(
        "The PostgreSQL database (15 to 18). Without it `mingus run` starts one of its own in MINGUS_HOME.",
        required_in=ENVIRONMENTS,
        example="postgresql://mingus_app@db.example.com:5432/mingus?sslmode=verify-full&sslrootcert=system",
    )
    database_direct_url: Annotated[shapes.Database, Rule(encrypted_database)] = secret(
        "The same database past the pooler, for worker, migrations and backups. Only where DATABASE_URL is a pooler.",
        "",
        example="postgresql://mingus_app@db.example.com:25060/mingus?sslmode=verify-full&sslrootcert=system",
    )
    database_pool_size: Annotated[int, Field(ge=1, le=100)] = plain(
        "Connections each web worker keeps. WEB_WORKERS times this must fit into what the server allows.", 5
    )
    database_pool_wait_seconds: Annotated[int, Field(ge=1, le=30)] = plain(
        "How long a request waits for one of them before it answers 503.", 2
    )
    database_pool_recycle_seconds: Annotated[int, Field(ge=30, le=86_400)] = plain(
        "A connection older than this is replaced when it is next needed.", 300
    )
    database_connect_timeout_seconds: Annotated[int, Field(ge=1, le=60)] = plain("How long connecting may take.", 5)
    database_statement_timeout_seconds: Seconds = plain("How long one statement of a page may take.", 30)
    database_lock_timeout_seconds: Seconds = plain(
        "How long a page waits for a row or table somebody else has locked.", 10
    )
    database_idle_timeout_seconds: Seconds = plain(
        "PostgreSQL ends a transaction in which nothing happened for this long.", 60
    )
    database_job_timeout_seconds: Seconds = plain(
        "How long a statement or lock of a background job or a command may take.", 900
    )


class Redis(BaseModel):
    """Redis"""

    model_config = DECLARES

    redis_url: Annotated[
        str,
        Shape("rediss://user:password@host:port", r"(rediss?|unix)://\S+"),
        Rule(encrypted_redis),
    ] = secret(
        "Redis or Valkey: counts limits over all processes and keeps fast copies. Nothing in it is lost when it is.",
        "",
        required_in=STRICT,
        example="rediss://default@cache.example.com:25061",
    )
