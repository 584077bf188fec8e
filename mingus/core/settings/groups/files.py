"""The files people attach: how many are kept, and who looks for viruses in them."""

from typing import Annotated

from pydantic import BaseModel, Field

from mingus.core.settings.declaring import Shape, plain
from mingus.core.settings.groups.application import DECLARES


class Files(BaseModel):
    """Attached files"""

    model_config = DECLARES

    household_documents_bytes: Annotated[int, Field(ge=1_048_576, le=1_099_511_627_776)] = plain(
        "How many bytes of attached files a household may keep.", 1_073_741_824
    )
    household_documents: Annotated[int, Field(ge=1, le=1_000_000)] = plain(
        "How many attached files a household may keep.", 5_000
    )
    clamd_url: Annotated[str, Shape("tcp://host:port, or unix:///path", r"tcp://[\w.:\[\]-]+|unix:///\S+")] = plain(
        "ClamAV's daemon. Where it is set, no file is taken that it has not looked at with a list at most 7 days old "
        "(its StreamMaxLength must be 50M or more). Without it, staging and production attach pictures only.",
        "",
        example="tcp://clamav.example.com:3310",
    )
