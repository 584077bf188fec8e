"""The blueprint that the pages share."""

from flask import Blueprint

door = Blueprint("privacy", __name__, template_folder="../templates")
