"""The blueprint of signing in and out, and of the language."""

from flask import Blueprint

blueprint = Blueprint("account", __name__)
