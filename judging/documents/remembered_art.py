"""Art that is drawn once and then repeated: to read its paths again costs a third of a page."""

from typing import Any

import pydyf

from judging.documents.packing import written


class RememberedArt:
    """An SVG picture of WeasyPrint that keeps what it drew, for each size.

    It stands in WeasyPrint's cache of images. As a background, which is what the art of a design
    is, a picture gets a fresh stream, so what it wrote there holds for every page. Art with
    gradients or see-through groups leans on more than its stream, and is drawn anew.
    """

    def __init__(self, picture: Any) -> None:
        self._picture = picture
        self.get_intrinsic_size = picture.get_intrinsic_size
        self._drawn: dict[tuple[float, float], tuple[bytes, dict[str, Any]]] = {}

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw the picture at this size, or write again what was drawn."""
        resources = stream._resources
        if remembered := self._drawn.get((width, height)):
            operations, states = remembered
            stream.stream.append(operations)
            resources["ExtGState"].update({k: pydyf.Dictionary(v) for k, v in states.items()})
            return
        start = len(stream.stream)
        self._picture.draw(stream, width, height, style)
        if not any(resources[kind] for kind in ("XObject", "Pattern", "Shading")):
            operations = written(stream.stream[start:])
            self._drawn[width, height] = operations, dict(resources["ExtGState"])
