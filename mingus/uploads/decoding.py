"""A program of its own that opens a stranger's file, so that what the file does to it, it does to nobody else.

`python -I decoding.py MEDIA_TYPE < file > redrawn`. Pictures are drawn anew: what is kept of them is their pixels, the
right way up, without place, camera or comments. PDF are looked through and nothing is written. The verdict is one line
of JSON on stderr. It needs no setting, no network and nothing else of Mingus.
"""

import json
import re
import resource
import sys
import warnings
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

MAX_PIXELS: Final = 40_000_000
MAX_SIDE: Final = 20_000
MEMORY_BYTES: Final = 768 * 2**20
WRITTEN_BYTES: Final = 20 * 2**20
CPU_SECONDS: Final = 10
OPEN_FILES: Final = 16
QUALITY: Final = 88
FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}

PDF_TAIL_BYTES: Final = 2048
ARCHIVE_TAIL_BYTES: Final = 66_000
INFLATED_BYTES: Final = 32 * 2**20
MAX_STREAMS: Final = 20_000
FORBIDDEN: Final = {
    b"Encrypt": "It is locked with a password. Save a copy without one and attach that.",
    b"JavaScript": "It holds a program.",
    b"JS": "It holds a program.",
    b"Launch": "It starts another program.",
    b"EmbeddedFile": "Another file is hidden in it.",
    b"EmbeddedFiles": "Another file is hidden in it.",
    b"RichMedia": "It holds a film or a program.",
    b"XFA": "It holds a form with programs.",
}
_NAME: Final = re.compile(rb"/((?:[A-Za-z]|#[0-9A-Fa-f]{2}){2,40})")
_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_HEX: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


class Refusal(Exception):
    """Why a file is not taken, for its owner."""


def main() -> int:
    """0 when the file may be kept, 1 when not; stderr says why."""
    _limit()
    try:
        said: dict[str, int | str] = {**_look(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)}
    except Refusal as refusal:
        said = {"refused": str(refusal)}
    except MemoryError:
        said = {"refused": "It needs more memory to open than Mingus gives it."}
    except OSError as error:
        said = {"refused": "It is too large once it is drawn anew." if error.errno else "It breaks off or is damaged."}
    except Exception:  # whatever a damaged file brings about in a decoder
        said = {"refused": "It is damaged."}
    sys.stderr.write(json.dumps(said))
    return 1 if "refused" in said else 0


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))


def _look(media_type: str, source: BinaryIO, target: BinaryIO) -> dict[str, int]:
    if media_type == "application/pdf":
        check_pdf(source.read())
        return {}
    return _redraw(FORMATS[media_type], source, target)


def _redraw(wanted: str, source: BinaryIO, target: BinaryIO) -> dict[str, int]:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        picture = Image.open(source, formats=["JPEG", "MPO"] if wanted == "JPEG" else [wanted])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refusal(_TOO_MANY) from None
    width, height = picture.size
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise Refusal(_TOO_MANY)
    if wanted != "JPEG" and getattr(picture, "n_frames", 1) > 1:  # a phone's JPEG may carry a second picture behind it
        raise Refusal("It moves. Attach a picture that stands still.")
    clean = ImageOps.exif_transpose(picture)
    picture.close()  # one copy of 160 MB less
    mode = _mode(wanted, clean.mode, has_alpha=clean.has_transparency_data)
    clean = clean if clean.mode == mode else clean.convert(mode)
    clean.info.clear()
    more = {"quality": QUALITY} if wanted != "PNG" else {}
    try:
        clean.save(target, wanted, **more)
    except (MemoryError, ValueError):  # WebP of more than about 30 million pixels
        raise Refusal("It is too large to be drawn anew. Save it smaller, or as JPEG.") from None
    target.flush()
    return {"width": clean.width, "height": clean.height}


def _mode(wanted: str, mode: str, *, has_alpha: bool) -> str:
    if has_alpha and wanted != "JPEG":
        return "RGBA"
    return "L" if mode in {"1", "L"} and wanted != "WEBP" else "RGB"


def check_pdf(content: bytes) -> None:
    """Raises Refusal for a PDF that is not whole, is locked, or holds what runs or hides.

    Names are read with their escapes, and in the object streams of newer PDF too, where they lie deflated.
    """
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-PDF_TAIL_BYTES:]:
        raise Refusal("It breaks off or is damaged.")
    if b"PK\x05\x06" in content[-ARCHIVE_TAIL_BYTES:]:
        raise Refusal("It is an archive as well.")
    _refuse_names(content)
    left_bytes = INFLATED_BYTES
    for objects in _object_streams(content):
        inflater = zlib.decompressobj()
        plain = inflater.decompress(objects, left_bytes)
        left_bytes -= len(plain)
        if inflater.unconsumed_tail or left_bytes <= 0:
            raise Refusal("It unfolds to more than Mingus looks through.")
        _refuse_names(plain)


def _refuse_names(text: bytes) -> None:
    for found in _NAME.finditer(text):
        name = _HEX.sub(lambda escape: bytes([int(escape[1], 16)]), found[1]) if b"#" in found[1] else found[1]
        if name in FORBIDDEN:
            raise Refusal(FORBIDDEN[name])


def _object_streams(content: bytes) -> Iterator[bytes]:
    """What stands in each object stream. Raises Refusal for one that is packed in a way we don't open."""
    for number, found in enumerate(_STREAM.finditer(content)):
        if number > MAX_STREAMS:
            raise Refusal("It has more parts than Mingus looks through.")
        begins = content.rfind(b"obj", max(0, found.start() - 4096), found.start())
        said = _HEX.sub(lambda escape: bytes([int(escape[1], 16)]), content[begins : found.start()])
        if b"/ObjStm" not in said:
            continue
        filters = said.partition(b"/Filter")[2].lstrip(b" [\r\n")
        if not filters.startswith(b"/FlateDecode") or b"/DecodeParms" in said or filters.count(b"Decode") > 1:
            raise Refusal("It is packed in a way that Mingus can’t look into.")
        yield content[found.end() :]


_TOO_MANY: Final = f"It has more than {MAX_PIXELS // 1_000_000} million pixels."

if __name__ == "__main__":
    sys.exit(main())
