"""What a server and the `flask` command load: the app with the settings of this machine."""

import os

import click

from config import read_settings
from judging import create_app

app = create_app(read_settings(os.environ))

# A server that cannot sign says so at its start; a command signs nothing, or says so itself.
if click.get_current_context(silent=True) is None:
    _ = app.secret_key
