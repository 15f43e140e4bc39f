"""The papers of registered products: what they say, and where their scans are."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from judging.domain.product_papers import ProductPaper
from judging.persistence.base import Code, Name, Row, UtcTime
from judging.persistence.producers import ProductRow


class ProductPaperRow(Row):
    """One paper of a product; `scan` is the digest of a kept file, None without a scan.

    `kind` is a code of the written standard. What expires is good up to and on `expires_on`.
    """

    __tablename__ = "product_paper"
    __table_args__ = (
        CheckConstraint("expires_on >= issued_on", "expires_after_its_issue"),
        CheckConstraint("(scan IS NULL) = (scan_type IS NULL)", "scan_of_a_type"),
        CheckConstraint("scan_type IN ('pdf','jpeg','png')", "scan_type_known"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    product: Mapped[ProductRow] = relationship()
    kind: Mapped[str] = mapped_column(Code)
    issuer: Mapped[str] = mapped_column(Name, default="")
    number: Mapped[str] = mapped_column(Name, default="")
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None] = mapped_column(index=True)
    scan: Mapped[str | None] = mapped_column(String(64))
    scan_type: Mapped[str | None] = mapped_column(Code)
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcTime)

    @property
    def paper(self) -> ProductPaper:
        """What the paper says."""
        return ProductPaper(self.kind, self.issuer, self.number, self.issued_on, self.expires_on)
