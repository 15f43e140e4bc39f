"""The producer's certificates as files."""

from flask import Response, abort

from judging.domain.people import Role
from judging.web.certificate_files import certificate_file
from judging.web.guarding import open_to
from judging.web.producer.pages import blueprint, own_certificates


@blueprint.get("/certificates/<number>.pdf")
@open_to(Role.PRODUCER)
def certificate(number: str) -> Response:
    """The certificate to print, if it is the producer's; any other is as good as none."""
    own = next((c for c in own_certificates() if c.number == number), None)
    return certificate_file(own or abort(404))
