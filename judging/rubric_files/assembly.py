"""Puts a group together: included parts first, replaced criteria exchanged, shared ones taken."""

from collections.abc import Iterable

from judging.domain.meaning import plain_number
from judging.rubric_files.fault import FileFault
from judging.rubric_files.whole_part import WholePart, highest
from judging.rubric_files.written.criterion import SharedCriterion, WrittenCriterion
from judging.rubric_files.written.group import CommonFile, GroupFile
from judging.rubric_files.written.part import WrittenPart


class Assembly:
    """The parts of one group, and what is wrong with taking them from the common file."""

    def __init__(self, group: GroupFile | None, common: CommonFile | None) -> None:
        self.faults: list[FileFault] = []
        self._shared = {c.code: c for c in common.criteria} if common else {}
        included = common.parts if common else ()
        replaced = self._replacements(group.replace, included) if group else {}
        self.parts = [self._whole(part, replaced) for part in included]
        self.parts += [self._whole(part, {}) for part in (group.parts if group else ())]

    def _replacements(
        self, replace: Iterable[WrittenCriterion], included: Iterable[WrittenPart]
    ) -> dict[str, WrittenCriterion]:
        criteria = [c for part in included for c in part.criteria]
        old_by_code = {c.code: c for c in criteria if isinstance(c, WrittenCriterion)}
        new_by_code: dict[str, WrittenCriterion] = {}
        for new in replace:
            old = old_by_code.get(new.code)
            if old is None:
                wrong = f"no included criterion has the code `{new.code}`; write one that has"
            elif new.code in new_by_code:
                wrong = f"`{new.code}` is replaced twice; delete one"
            elif highest(new) != highest(old):
                wrong = (
                    f"`{new.code}` gives at most {plain_number(highest(new))} points, but the "
                    f"included one {plain_number(highest(old))}; make them equal"
                )
            else:
                new_by_code[new.code] = new
                continue
            self.faults.append(new.fault(wrong, "code"))
        return new_by_code

    def _whole(self, part: WrittenPart, replaced: dict[str, WrittenCriterion]) -> WholePart:
        found = [self._criterion(criterion, replaced) for criterion in part.criteria]
        criteria = tuple(criterion for criterion in found if criterion)
        return WholePart(part, criteria, is_whole=len(criteria) == len(found))

    def _criterion(
        self, criterion: WrittenCriterion | SharedCriterion, replaced: dict[str, WrittenCriterion]
    ) -> WrittenCriterion | None:
        if isinstance(criterion, WrittenCriterion):
            return replaced.get(criterion.code, criterion)
        shared = self._shared.get(criterion.use)
        if shared is None:
            message = (
                f"the included file has no shared criterion `{criterion.use}`; "
                "write one of its `criteria`, or include the file that has it"
            )
            self.faults.append(criterion.fault(message, "use"))
            return None
        section = criterion.section or shared.section
        return shared.model_copy(update={"section": section}).placed_at(criterion)
