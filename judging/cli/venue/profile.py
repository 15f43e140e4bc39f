"""The profile by which an iPad installs the certificate."""

import plistlib
import uuid

from judging.cli.venue.authority import Authority

# The same certificate always gives the same profile, so that a second one replaces the first.
_OURS = uuid.UUID("3b1f3c52-7d0c-4c8c-9f7a-5a1f6f6d2b90")


def ipad_profile(authority: Authority) -> bytes:
    """A configuration profile (Apple, Configuration Profile Reference) with the root alone."""
    root = {
        "PayloadType": "com.apple.security.root",
        "PayloadVersion": 1,
        "PayloadIdentifier": "kh.ovop.judging.venue.root",
        "PayloadUUID": _identity(authority, "root"),
        "PayloadDisplayName": authority.title,
        "PayloadCertificateFileName": "judging-venue.crt",
        "PayloadContent": authority.der,
    }
    return plistlib.dumps(
        {
            "PayloadType": "Configuration",
            "PayloadVersion": 1,
            "PayloadIdentifier": "kh.ovop.judging.venue",
            "PayloadUUID": _identity(authority, "profile"),
            "PayloadDisplayName": authority.title,
            "PayloadDescription": "Lets this tablet believe the judging server of this venue.",
            "PayloadOrganization": "OVOP judging",
            "PayloadContent": [root],
        }
    )


def _identity(authority: Authority, what: str) -> str:
    return str(uuid.uuid5(_OURS, f"{what} {authority.fingerprint}")).upper()
