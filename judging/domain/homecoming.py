"""What changes when a newer file of a round takes the place of one that came home before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from judging.domain.round_files import EntryCopy, RoundFile


@dataclass(frozen=True, slots=True)
class Difference:
    """Codes of entries that are new, gone or changed, and whether the frozen result is another."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    has_other_result: bool = False


def difference(before: RoundFile, now: RoundFile) -> Difference:
    """How the newer file differs from the one before."""
    was, is_ = _by_code(before.entries), _by_code(now.entries)
    results = [{one.code: one.content for one in file.result.entries} for file in (before, now)]
    changed = (
        code
        for code in was.keys() & is_.keys()
        if was[code] != is_[code] or results[0].get(code) != results[1].get(code)
    )
    return Difference(
        new=tuple(sorted(is_.keys() - was.keys())),
        gone=tuple(sorted(was.keys() - is_.keys())),
        changed=tuple(sorted(changed)),
        has_other_result=before.result.digest != now.result.digest,
    )


def _by_code(entries: Iterable[EntryCopy]) -> Mapping[str, EntryCopy]:
    return {one.code: one for one in entries}
