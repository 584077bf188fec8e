import os

import pytest
from sqlalchemy import create_engine

from mingus import articles
from mingus.core import migrate
from mingus.ops import reference
from mingus.ops.postgres import Cluster
from mingus.ops.postgres.roles import Urls


@pytest.fixture
def fresh(cluster: Cluster) -> Urls:
    """A database of this test's own at the newest schema."""
    return cluster.clone_database("mingus_template", f"test_reference_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")


def test_the_release_brings_its_articles_once(fresh: Urls) -> None:
    for _ in range(2):
        assert reference.upgrade(fresh.migration) == ""
    with create_engine(fresh.migration).connect() as connection:
        connection.exec_driver_sql("SET ROLE mingus_owner")
        count = connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()
        versions = connection.exec_driver_sql("SELECT count(*) FROM article_versions").scalar_one()
        assert migrate.current(connection) == migrate.head()
    assert count == versions == len(list(articles.texts()))
