"""A stranger's file, looked at before it is kept: its kind, its size, for viruses, and drawn anew in a small program.

Call it outside of any transaction: it may take seconds. What it answers is safe to store and to hand out as a download.
"""

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO, Final

import orjson
import structlog

from mingus.core.errors import BadFile, TooLarge, Unavailable
from mingus.uploads import clamd_client, decoding
from mingus.uploads.rules import HEAD_BYTES, MAX_DOCUMENT_BYTES, Examined, Kind, kind_of, name_for, safe_name

log = structlog.get_logger()

PROGRAM: Final = Path(decoding.__file__)
TIME_OUT_SECONDS: Final = 20
AT_ONCE: Final = 2
QUEUE_SECONDS: Final = 10
VERDICT_BYTES: Final = 4096
TOO_MUCH: Final = "Opening this file takes more work than Mingus gives it."

_decoders: Final = BoundedSemaphore(AT_ONCE)


def examine(
    stream: BinaryIO, file_name: str, declared: str, *, clamd_url: str = "", only_scanned: bool = False
) -> Examined:
    """Read and look at a file. Raises BadFile, TooLarge, and Unavailable while nothing can be checked.

    With `only_scanned`, where nobody looks for viruses, only what is drawn anew is taken.
    """
    content = stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(content) > MAX_DOCUMENT_BYTES:
        raise TooLarge(f"This file is larger than {MAX_DOCUMENT_BYTES // 2**20} MB, which is the most that is kept.")
    if not content:
        raise BadFile("This file is empty.")
    kind = kind_of(content[:HEAD_BYTES], declared)
    if clamd_url:
        clamd_client.scan(clamd_url, io.BytesIO(content))
    elif only_scanned and not kind.is_picture:
        raise BadFile(
            f"Nobody here looks for viruses in a {kind.words}, so only pictures can be attached. A photo of it works."
        )
    return Examined(name_for(safe_name(file_name), kind), kind, _decoded(kind, content))


def look_for_viruses(stream: BinaryIO, clamd_url: str) -> None:
    """Have a file looked at that is read and never handed out again. Raises BadFile, and Unavailable without an answer.

    The stream stands at its beginning afterwards. Without a scanner nothing is asked.
    """
    if clamd_url:
        stream.seek(0)
        clamd_client.scan(clamd_url, stream)
        stream.seek(0)


def _decoded(kind: Kind, content: bytes) -> bytes:
    """The file as it may be kept, by a program that is ended when it takes too much of anything."""
    with (
        _a_turn(),
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as made,
        tempfile.TemporaryFile() as said,
    ):
        given.write(content)
        given.seek(0)
        ended = _run(kind, given, made, said)
        said.seek(0)
        refusal = _refusal(ended, said.read(VERDICT_BYTES))
        if refusal:
            log.info("file refused", media_type=kind.media_type, ended=ended)
            raise BadFile(f"This {kind.words} can’t be attached. {refusal}")
        made.seek(0)
        return made.read() if kind.is_picture else content


def _run(kind: Kind, given: BinaryIO, made: BinaryIO, said: BinaryIO) -> int | None:
    """Its exit code, negative for a signal; None when its time was over. It knows no setting and no secret of ours."""
    command = [sys.executable, "-I", str(PROGRAM), kind.media_type]
    try:
        return subprocess.run(
            command,
            stdin=given,
            stdout=made,
            stderr=said,
            env={},
            cwd="/",
            timeout=TIME_OUT_SECONDS,
            check=False,
            start_new_session=True,
        ).returncode
    except subprocess.TimeoutExpired:
        return None


def _refusal(ended: int | None, verdict: bytes) -> str:
    try:
        said = orjson.loads(verdict)
    except ValueError:
        return TOO_MUCH
    return str(said.get("refused", "")) or ("" if ended == 0 else TOO_MUCH)


@contextmanager
def _a_turn() -> Iterator[None]:
    """Few at a time, so that many large pictures at once don't take the memory of everything else."""
    if not _decoders.acquire(timeout=QUEUE_SECONDS):
        raise Unavailable("Many files are being looked at right now. Please try again in a moment.")
    try:
        yield
    finally:
        _decoders.release()
