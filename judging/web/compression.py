"""Which answers travel compressed: files and JSON, never a page."""

from flask import Flask, Response
from flask_compress import Compress

# No HTML: pages carry a token beside what somebody typed, and the size of the compressed whole
# would tell a listener, guess by guess, what the token is (BREACH). No fonts and pictures: they
# are compressed already.
COMPRESSED = (
    "application/json",
    "application/manifest+json",
    "image/svg+xml",
    "text/css",
    "text/javascript",
)
# The best first.
WAYS = ["br", "gzip"]
# In bytes; below, the packing weighs as much as it saves.
WORTH_IT = 500


def init_compression(app: Flask) -> None:
    """Compress what is worth it, as far as the browser says that it can read it."""
    app.config.update(
        COMPRESS_MIMETYPES=list(COMPRESSED),
        COMPRESS_ALGORITHM=WAYS,
        COMPRESS_ALGORITHM_STREAMING=WAYS,
        COMPRESS_MIN_SIZE=WORTH_IT,
        COMPRESS_BR_LEVEL=6,
    )
    Compress(app)
    # Runs first: what is registered last does.
    app.after_request(_close_file_with_answer)


def _close_file_with_answer(response: Response) -> Response:
    """Compress puts its own stream before the file's, and forgets to close the file."""
    close = getattr(response.response, "close", None)
    if response.is_streamed and close:
        response.call_on_close(close)
    return response
