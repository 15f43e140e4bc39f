"""A certificate as a file to keep: what was announced, with the address where it is checked."""

from flask import Response, current_app

from judging.documents.certificates import render_certificate
from judging.queries.certificates import CertificateView, printed_facts


def certificate_file(certificate: CertificateView) -> Response:
    """The certificate as a PDF; who may have it is for the caller to say."""
    facts = printed_facts(certificate, current_app.config["PUBLIC_URL"])
    pdf = render_certificate(certificate.design, facts)
    name = f'attachment; filename="{certificate.number}.pdf"'
    return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": name})
