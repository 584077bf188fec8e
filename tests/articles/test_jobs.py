from mingus.articles import jobs as article_jobs
from mingus.core import jobs
from mingus.core.ids import new_id
from mingus.core.tenancy import Member


def test_a_job_for_an_article_that_is_gone_does_nothing(alice: Member) -> None:
    assert "articles.go_live" in {handler.name for handler in jobs.handlers()}
    article_jobs.go_live(str(new_id()), 1)
