"""Documents as pages and programs see them."""

from datetime import datetime
from uuid import UUID

from mingus.core.fields import Outgoing


class DocumentView(Outgoing):
    id: UUID
    transaction_id: UUID
    file_name: str
    media_type: str
    size_bytes: int
    created_at: datetime

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture; otherwise it is a PDF."""
        return self.media_type.startswith("image/")

    @property
    def size(self) -> str:
        """Its size in words: '240 KB', '1.2 MB'."""
        kilobytes = max(1, round(self.size_bytes / 1024))
        return f"{kilobytes} KB" if kilobytes < 1000 else f"{self.size_bytes / 2**20:.1f} MB"


class DocumentList(Outgoing):
    items: list[DocumentView]
