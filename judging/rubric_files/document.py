"""Reads a YAML file into placed mappings and lists; every scalar stays the text that is written."""

from pathlib import Path
from typing import Any

import yaml

from judging.rubric_files.fault import BadFile, FileFault
from judging.rubric_files.placed import PlacedList, PlacedMapping


def read_document(path: Path) -> PlacedMapping:
    """The outermost mapping of the file; BadFile if it is no YAML mapping."""
    root = _compose(path)
    if not isinstance(root, yaml.MappingNode):
        raise _bad(path, 1, "the file must be a list of keys; write `key: value` lines")
    reader = _Reader(path)
    document = reader.mapping(root, line=1)
    if reader.faults:
        raise BadFile(reader.faults)
    return document


def _compose(path: Path) -> yaml.Node | None:
    try:
        text = path.read_text(encoding="utf-8")
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _bad(path, line, "the file is not UTF-8; save it as UTF-8") from error
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); check its name"
        raise _bad(path, 1, message) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"this is not YAML ({error.problem}); check indents, colons and quotes"
        raise _bad(path, mark.line + 1 if mark else 1, message) from error
    except yaml.reader.ReaderError as error:
        message = "the file holds a character that YAML forbids; delete it"
        line = text.count("\n", 0, text.index(chr(error.character))) + 1
        raise _bad(path, line, message) from error


def _bad(path: Path, line: int, message: str) -> BadFile:
    return BadFile([FileFault(path, line, message)])


class _Reader:
    """Turns the nodes of one file into placed values and collects what is wrong."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[FileFault] = []
        self.open: set[yaml.Node] = set()

    def mapping(self, node: yaml.Node, line: int) -> PlacedMapping:
        result = PlacedMapping(self.path, line)
        for key, value in node.value:
            key_line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key_line, "a key must be one word; write `key: value`")
            elif key.value in result:
                self._fault(key_line, f"`{key.value}` is written twice; delete one")
            else:
                result.line_by_key[key.value] = key_line
                result[key.value] = self._value(value, key_line)
        return result

    def _list(self, node: yaml.Node) -> PlacedList:
        lines = [entry.start_mark.line + 1 for entry in node.value]
        entries = [self._value(*pair) for pair in zip(node.value, lines, strict=True)]
        return PlacedList(entries, lines)

    def _value(self, node: yaml.Node, line: int) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if node in self.open:
            self._fault(line, "this alias stands inside what it repeats; write it out")
            return ""
        self.open.add(node)
        is_mapping = isinstance(node, yaml.MappingNode)
        inside = self.mapping(node, line) if is_mapping else self._list(node)
        self.open.remove(node)
        return inside

    def _fault(self, line: int, message: str) -> None:
        self.faults.append(FileFault(self.path, line, message))
