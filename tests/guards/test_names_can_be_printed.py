"""Whatever a name may hold, the typefaces of the certificates have."""

import pytest

from judging.documents.typefaces import unprintable
from judging.domain.names import PRINTED


@pytest.mark.documents
def test_every_character_of_a_name_is_in_a_typeface() -> None:
    assert len(PRINTED) > 200
    assert list(unprintable("".join(sorted(PRINTED)))) == []
