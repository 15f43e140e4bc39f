"""Whether a round file is whole: its counts, its digests, and that everything it names is in it."""

import hashlib
import re
from collections.abc import Iterable
from fractions import Fraction

from judging.domain.names import LONGEST
from judging.domain.product_papers import ProductPaper
from judging.domain.receipt import digest_of_text
from judging.domain.refusal import Refusal, sentence
from judging.domain.result import ResultEntry
from judging.domain.round_files import (
    FORMAT,
    Contents,
    EntryCopy,
    Registry,
    ResultCopy,
    RoundFile,
    SheetCopy,
)
from judging.domain.rounds import Departure, Purpose
from judging.domain.standing import State

CODE = re.compile(r"[0-9A-Za-z._-]{1,40}")
LONGEST_REASON = 2000
LARGEST_NUMBER = 2**31 - 1
NOT_WHOLE = sentence(
    "The file is not whole: its table of contents and what is in it differ. Make it again."
)
OTHER_RESULT = sentence(
    "The result in the file is not what the province froze: its digest differs. Make it again."
)
OTHER_SHEET = sentence(
    "The sheet %(sheet)s is not what the province received; make the file again."
)
NOT_FITTING = sentence("The file names things that are not in it, such as %(what)s; make it again.")
OTHER_FORMAT = sentence("The file is of another version of the app; use the same on both servers.")


def contents_of(file: RoundFile) -> Contents:
    """How many there are of each, counted."""
    return Contents(
        producers=len(file.registry.producers),
        products=len(file.registry.products),
        papers=len(file.registry.papers),
        entries=len(file.entries),
        judges=len(file.judges),
        panels=len(file.panels),
        recusals=len(file.recusals),
        sheets=len(file.sheets),
        arrivals=len(file.arrivals),
        lines=len(file.lines),
        ranked=len(file.result.entries),
    )


def digest_of_sheet(answers: str, notes: str) -> str:
    """The digest of what a version of a sheet says."""
    return digest_of_text(f"{answers}\n{notes}")


def digest_of_result(content: str, contents: Iterable[str]) -> str:
    """The SHA-256 of a result's content and of every entry's content in order."""
    return hashlib.sha256("\n".join([content, *contents]).encode()).hexdigest()


def check_whole(file: RoundFile) -> None:
    """Refuse a file in which something is missing, doubled or other than it was."""
    if file.format != FORMAT:
        raise Refusal(OTHER_FORMAT)
    if contents_of(file) != file.contents or not 0 < file.number <= LARGEST_NUMBER:
        raise Refusal(NOT_WHOLE)
    _check_digests(file)
    check_registry(file.registry)
    _check_names(file)
    for entry in file.entries:
        _check_entry(entry)


def check_result(result: ResultCopy, entries: Iterable[ResultEntry], file: RoundFile) -> None:
    """Refuse a result that is not about just those entries of the file that compete."""
    group_by_code = {one.code: one.group for one in file.entries if _is_counted(one)}
    told = list(entries)
    if [one.code for one in told] != [one.code for one in result.entries]:
        raise Refusal(OTHER_RESULT)
    if {one.code: one.group for one in told} != group_by_code or len(told) != len(group_by_code):
        raise Refusal(NOT_FITTING, what="result")
    for one in told:
        _check_score(one)


def check_registry(registry: Registry) -> None:
    """Refuse a registry in which something is doubled or missing, or that no row can keep."""
    producers = _once(one.identity for one in registry.producers)
    products = _once(one.identity for one in registry.products)
    _require((one.producer for one in registry.products), producers)
    _require((one.product for one in registry.papers), products)
    for product in registry.products:
        tests = [finding.test for finding in product.findings]
        reasons = [finding.reason for finding in product.findings]
        if len(set(tests)) != len(tests) or not all(map(_is_reason, reasons)):
            raise Refusal(NOT_FITTING, what=product.identity)
        if product.group and not CODE.fullmatch(product.group):
            raise Refusal(NOT_FITTING, what=product.identity)
    for copy in registry.papers:
        if not _is_paper(copy.paper):
            raise Refusal(NOT_FITTING, what=copy.product)


def _is_reason(text: str) -> bool:
    return 0 < len(text) <= LONGEST_REASON and "\0" not in text


def _is_paper(paper: ProductPaper) -> bool:
    texts = (paper.issuer, paper.number)
    is_kept = all(len(text) <= LONGEST and "\0" not in text for text in texts)
    ends = paper.expires_on is None or paper.issued_on is None
    is_in_order = ends or str(paper.issued_on) <= str(paper.expires_on)
    return bool(CODE.fullmatch(paper.kind)) and is_kept and is_in_order


def _is_counted(entry: EntryCopy) -> bool:
    return entry.purpose is Purpose.COMPETING and entry.departure is not Departure.MOVED


def _check_score(entry: ResultEntry) -> None:
    try:
        if entry.state is State.RANKED and Fraction(entry.points) <= 0:
            raise ValueError("no points")
        Fraction(entry.final_score or "0")
    except (ValueError, ZeroDivisionError):
        raise Refusal(OTHER_RESULT) from None


def _check_digests(file: RoundFile) -> None:
    result = file.result
    if not 0 < result.version <= LARGEST_NUMBER:
        raise Refusal(OTHER_RESULT)
    if digest_of_result(result.content, (e.content for e in result.entries)) != result.digest:
        raise Refusal(OTHER_RESULT)
    for sheet in file.sheets:
        if digest_of_sheet(sheet.answers, sheet.notes) != sheet.digest:
            raise Refusal(OTHER_SHEET, sheet=sheet.identity)
    for arrival in file.arrivals:
        if digest_of_text(arrival.body) != arrival.digest:
            raise Refusal(OTHER_SHEET, sheet=arrival.identity)


def _check_names(file: RoundFile) -> None:
    """Everything has its name once, and whatever is named is there."""
    products = {one.identity for one in file.registry.products}
    codes = _once(one.code for one in file.entries)
    judges = _once(one.login for one in file.judges)
    _once(one.identity for one in file.sheets)
    _once(one.product for one in file.entries if _is_counted(one))
    seats = (login for panel in file.panels for login in panel.judges)
    served = (one.entry for panel in file.panels for one in panel.served)
    earlier = (code for one in file.entries for code in (one.moved_from, one.repeat_of) if code)
    for names, known in (
        ((one.product for one in file.entries), products),
        (earlier, codes),
        (served, codes),
        ((one.entry for one in file.sheets), codes),
        ((one.entry for one in file.recusals), codes),
        ((one.entry for one in file.arrivals if one.entry), codes),
        (file.leading, codes),
        (seats, judges),
        ((one.judge for one in file.sheets), judges),
        ((one.judge for one in file.recusals), judges),
        ((one.judge for one in file.arrivals), judges),
    ):
        _require(names, known)


def _once(names: Iterable[str]) -> set[str]:
    told = list(names)
    known = set(told)
    if len(known) != len(told):
        raise Refusal(NOT_FITTING, what=next(name for name in told if told.count(name) > 1))
    odd = next((name for name in told if not CODE.fullmatch(name)), None)
    if odd is not None:
        raise Refusal(NOT_FITTING, what=odd[:40])
    return known


def _require(names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise Refusal(NOT_FITTING, what=name[:40])


def _check_entry(entry: EntryCopy) -> None:
    """Refuse what no row of an entry can be."""
    is_repeat = entry.purpose is Purpose.REPEAT
    has_left = entry.departure is not None
    sound = (
        is_repeat == (entry.repeat_of is not None),
        has_left == (entry.reason is not None),
        entry.reason is None or _is_reason(entry.reason),
        len(set(entry.papers)) == len(entry.papers),
        all(CODE.fullmatch(paper) for paper in entry.papers),
    )
    if not all(sound):
        raise Refusal(NOT_FITTING, what=entry.code)


def sheets_of(file: RoundFile, code: str) -> list[SheetCopy]:
    """The versions of the sheets of one entry, by judge and number."""
    found = [one for one in file.sheets if one.entry == code]
    return sorted(found, key=lambda one: (one.scorer, one.judge, one.version))
