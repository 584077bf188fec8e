"""Pictures and PDF for tests, good and hostile ones, made here from bytes."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

PLACE = b"GPSLatitude-canary-52.5200"
SCRIPT = b"<script>alert(document.domain)</script>"


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: Any) -> bytes:
    """A picture whose left half is red."""
    drawn = Image.new(mode, size, "white")
    drawn.paste(Image.new(mode, (size[0] // 2, size[1]), "red"), (0, 0))
    target = io.BytesIO()
    drawn.save(target, kind, **more)
    return target.getvalue()


def with_place(kind: str = "JPEG", *, orientation: int = 6) -> bytes:
    """A phone's photo: on its side, with the place it was taken at, the camera, and a comment."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = orientation, "Canary Camera", PLACE
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 29: "2026:01:02"})
    more: dict[str, Any] = {"comment": PLACE} if kind == "JPEG" else {}
    return picture(kind, exif=exif, **more)


def chunk(name: bytes, data: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def flood(side: int = 20_000) -> bytes:
    """A whole PNG of `side` times `side` white pixels, in 50 KB."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    row = b"\0" + b"\xff" * (side // 8)
    deflate = zlib.compressobj(9)
    body = b"".join(deflate.compress(row) for _ in range(side)) + deflate.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def moving(kind: str, frames: int) -> bytes:
    """A picture of so many frames, each different from the one before."""
    drawn = [Image.new("L", (2, 2), number % 256) for number in range(frames)]
    target = io.BytesIO()
    drawn[0].save(target, kind, save_all=True, append_images=drawn[1:], duration=20)
    return target.getvalue()


def gif_of(frames: int) -> bytes:
    """A GIF of very many frames, without drawing them."""
    frame = b"\x21\xf9\x04\x00\x00\x00\x00\x00,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0"
    return b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff" + frame * frames + b";"


def polyglot() -> bytes:
    """A PNG with a web page in a comment and another behind its end."""
    whole = picture("PNG")
    end = whole.index(b"IEND") - 4
    page = b"<html><body>" + SCRIPT
    return whole[:end] + chunk(b"tEXt", b"Comment\0" + page) + whole[end:] + page


def pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    """A PDF with these objects in it."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n" + tail


def deflated(objects: bytes, said: bytes = b"/Type /ObjStm /Filter /FlateDecode") -> bytes:
    """An object stream: objects of a PDF, deflated."""
    packed = zlib.compress(objects, 9)
    return b"<< %s /N 1 /First 4 /Length %d >>\nstream\n%s\nendstream" % (said, len(packed), packed)


GOOD_PDF = pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>")
