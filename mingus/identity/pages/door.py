"""The blueprint that identity's pages share, and how they read forms."""

from typing import Final, TypeVar

from flask import Blueprint, request
from pydantic import BaseModel

from mingus.identity.visitors import keep_device

door = Blueprint("identity", __name__, template_folder="../templates")
door.after_app_request(keep_device)

Model = TypeVar("Model", bound=BaseModel)
FIRST_STEPS: Final = "/onboarding"
"""Where somebody new goes once: profile's pages, which lie above."""


def read_form(model: type[Model], **more: object) -> Model:
    """The fields of `model` from the form. Raises pydantic's ValidationError."""
    given = {name: request.form[name] for name in model.model_fields if name in request.form}
    return model.model_validate({**given, **more})


def kept(*names: str) -> dict[str, str]:
    """What was typed, to be shown again; never ask for the password."""
    return {name: request.form.get(name, "") for name in names}
