"""What each process of the hall's server loads: the app, which ends with the process that rules."""

import ctypes
import os
import signal

from wsgi import app

__all__ = ["app"]

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux's prctl.h

# A server that lost its head would hold the port, and nobody in the hall could stop it.
ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
# Ctrl+C reaches the whole group of a terminal: told to stop twice, a process waits for ever.
os.setpgrp()
