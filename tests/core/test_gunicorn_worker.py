"""When a thread begins with a request; that this serves everybody is tests/abuse/test_A39_slow_requests.py."""

import pytest
from gunicorn.http.errors import LimitRequestHeaders

from mingus.core import gunicorn_worker
from mingus.core.gunicorn_worker import MAX_AWAITED_BYTES, MAX_HEAD_BYTES, Worker

HEAD = b"POST / HTTP/1.1\r\nHost: x\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("came", "is_whole"),
    [
        (b"", False),
        (HEAD, False),
        (HEAD + b"\r\n", True),
        (b"GET / HTTP/1.1\n\n", True),
        (HEAD + b"Content-Length: 3\r\n\r\nab", False),
        (HEAD + b"content-length:3\r\n\r\nabc", True),
        (HEAD + b"Content-Length: %d\r\n\r\n" % (MAX_AWAITED_BYTES + 1), True),
        (CHUNKED + b"3\r\nabc\r\n", False),
        (CHUNKED + b"5\r\n0\r\n\r\n", False),
        (CHUNKED + b"3\r\nabc\r\n0\r\n\r\n", True),
        (CHUNKED + b"zz\r\n", True),
        (HEAD + b"Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n", True),
    ],
)
def test_a_thread_waits_for_head_and_body(came: bytes, is_whole: bool) -> None:  # noqa: FBT001  a case of the table
    assert gunicorn_worker._is_whole(came) is is_whole


def test_a_head_ends_somewhere() -> None:
    with pytest.raises(LimitRequestHeaders):
        gunicorn_worker._is_whole(b"a" * (MAX_HEAD_BYTES + 1))


def test_it_is_gunicorn_s_own_otherwise() -> None:
    assert Worker.__mro__[1].__name__ == "ThreadWorker"
