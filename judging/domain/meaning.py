"""The meaning of a written standard as plain data, and its version: the digest of that meaning."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Dataclasses, tuples, enums, exact numbers, days and times as dicts, lists and strings."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
        return {name: item for name, item in plain.items() if item is not None}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def plain_number(number: Decimal) -> str:
    """One spelling for one number: no exponent, no trailing zeros ("1.50" and "1.5" are "1.5")."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of type `kind` that `to_plain` made plain."""
    return _build(kind, plain)  # type: ignore[no-any-return]


def canonical_json(value: object) -> str:
    """The meaning as JSON in which equal meanings have equal bytes."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def version_of(value: object) -> str:
    """The version of a written standard: 12 hexadecimal digits of its meaning's SHA-256."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()[:12]


def _build(kind: Any, plain: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _build_choice([a for a in arguments if a is not NoneType], plain)
    if origin is tuple:
        return tuple(_build(arguments[0], item) for item in plain)
    if is_dataclass(kind):
        return _build_dataclass(kind, plain)
    if kind in (date, datetime) and isinstance(plain, str):
        return kind.fromisoformat(plain)
    return kind(plain) if isinstance(kind, type) and not isinstance(plain, kind) else plain


def _build_choice(kinds: list[Any], plain: Any) -> Any:
    if plain is None:
        return None
    if len(kinds) == 1:
        return _build(kinds[0], plain)
    # The answers of a criterion have no field name in common, so the names tell them apart.
    kind = next(k for k in kinds if set(plain) <= {f.name for f in fields(k)})
    return _build(kind, plain)


def _build_dataclass(kind: Any, plain: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _build(hints[name], item) for name, item in plain.items()})


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)
