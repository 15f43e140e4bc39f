"""Scalars of a file: texts, codes, exact numbers and yes/no, each read from what is written."""

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

# Six digits each side keep every product and sum within the 28 digits that Decimal holds exactly.
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,6})?")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,5})")


def _exact(written: Any) -> Decimal:
    return Decimal(
        _match(
            written,
            _NUMBER,
            "must be a number such as 3 or 0.5, with at most "
            "six digits before and six after the point",
        )
    )


def _whole(written: Any) -> int:
    return int(_match(written, _WHOLE, "must be a whole number such as 3"))


def _flag(written: Any) -> bool:
    return _match(written, re.compile("true|false"), "must be true or false") == "true"


def _match(written: Any, pattern: re.Pattern[str], rule: str) -> str:
    if isinstance(written, str) and pattern.fullmatch(written):
        return written
    shown = f", not `{written}`" if isinstance(written, str) else ""
    raise PydanticCustomError("scalar", "{rule}{shown}", {"rule": rule, "shown": shown})


def _schema(kind: str, **bounds: int) -> WithJsonSchema:
    return WithJsonSchema({"type": kind, **bounds})


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# A code such as 1.1 is a number to an editor, so its schema allows both.
Code = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.\-]*$"),
    WithJsonSchema({"type": ["string", "number"], "pattern": r"^[A-Za-z0-9][A-Za-z0-9.\-]*$"}),
]
Flag = Annotated[bool, BeforeValidator(_flag), _schema("boolean")]
Exact = Annotated[Decimal, BeforeValidator(_exact), _schema("number")]
Positive = Annotated[
    Decimal, BeforeValidator(_exact), Field(gt=0), _schema("number", exclusiveMinimum=0)
]
Percent = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=0, le=100),
    _schema("number", minimum=0, maximum=100),
]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=1), _schema("integer", minimum=1)]
CountOrNone = Annotated[int, BeforeValidator(_whole), Field(ge=0), _schema("integer", minimum=0)]
