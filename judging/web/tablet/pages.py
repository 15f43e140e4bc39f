"""The blueprint that the tablet app's files and its requests join."""

from flask import Blueprint

blueprint = Blueprint("tablet", __name__, url_prefix="/tablet")
