"""The blueprint that the pages of judges and desk officers join."""

from flask import Blueprint

blueprint = Blueprint("judge", __name__, url_prefix="/judge")
