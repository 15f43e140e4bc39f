"""Where the hall finds its server: the laptop's address, its name if it has one, two ports."""

from dataclasses import dataclass
from ipaddress import IPv4Address


@dataclass(frozen=True, slots=True)
class Place:
    """The app listens on `port` with https, the page with the certificate on `install_port`.

    `name` is a name that the hall's network knows for the address; tablets use it if it is there.
    """

    address: IPv4Address
    name: str | None
    port: int
    install_port: int

    @property
    def host(self) -> str:
        """What stands in the addresses that people open."""
        return self.name or str(self.address)

    @property
    def url(self) -> str:
        """The address of the app, without a slash at its end."""
        return f"https://{self.host}" + ("" if self.port == 443 else f":{self.port}")

    @property
    def tablet_url(self) -> str:
        """What judges open."""
        return f"{self.url}/tablet/"

    @property
    def install_url(self) -> str:
        """Where tablets fetch the certificate, over plain http."""
        return f"http://{self.host}" + ("" if self.install_port == 80 else f":{self.install_port}")
