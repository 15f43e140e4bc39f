"""What a server and the `flask` command load: the app with the settings of this machine."""

import os

from config import read_settings
from judging import create_app

app = create_app(read_settings(os.environ))
