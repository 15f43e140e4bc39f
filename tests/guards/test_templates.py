"""Templates: each is used, says everything through the catalogues, and keeps the strict policy."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
NAMED = re.compile(r"""["']([\w/-]+\.html)["']""")
READ_ALOUD = {"alt", "aria-label", "placeholder", "title", "label"}
LETTER = re.compile(r"[^\W\d_]")
# Numbers such as OVOP-KH07-2027-FOOD-0001 and kinds of file are the same in every language.
CODE = re.compile(r"PDF|[A-Z0-9]+(-[A-Z0-9]+)+")
# The name of a style, not words.
WIDTH = re.compile(r"{% block width %}.*?{% endblock %}")
INPUT_OF_TOKEN = re.compile(r"csrf\(\)|csrf_token\(\)")


class Look(HTMLParser):
    """What a template itself says and does, apart from what Jinja fills in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.bare: list[str] = []
        self.inline: list[str] = []
        self.forms = 0
        self.feed(without_jinja((FOLDER / name).read_text()))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        values = {name: value or "" for name, value in attributes}
        self.bare += [v for n, v in values.items() if n in READ_ALOUD and speaks(v)]
        self.inline += [n for n in values if n == "style" or n.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in values):
            self.inline.append(tag)
        if tag == "form" and values.get("method", "").lower() == "post":
            self.forms += 1

    def handle_data(self, data: str) -> None:
        """Look at text."""
        if speaks(data):
            self.bare.append(data.strip())


def without_jinja(source: str) -> str:
    """The template's own HTML: expressions, statements and comments left out."""
    tokens = Environment().lex(WIDTH.sub("", source))
    return "".join(text for _, kind, text in tokens if kind == "data")


def speaks(text: str) -> bool:
    """Whether the text has words of one language."""
    return bool(LETTER.search(text)) and not CODE.fullmatch(text.strip())


def test_every_template_is_used() -> None:
    sources = [*FOLDER.rglob("*.html"), *(ROOT / "judging" / "web").rglob("*.py")]
    named = {name for path in sources for name in NAMED.findall(path.read_text())}
    assert sorted(set(TEMPLATES) - named) == []
    assert sorted(named - set(TEMPLATES)) == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_everything_through_the_catalogues(name: str) -> None:
    assert Look(name).bare == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_style_and_no_script_of_its_own(name: str) -> None:
    assert Look(name).inline == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_form_that_posts_carries_the_token(name: str) -> None:
    tokens = len(INPUT_OF_TOKEN.findall((FOLDER / name).read_text()))
    assert tokens >= Look(name).forms


def test_the_look_finds_what_it_is_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = '<p style="x" onclick="y">Bare {{ _("fine") }}</p><img alt="words"><script>code</script>'
    (tmp_path / "bad.html").write_text(bad + '<form method="POST"></form>')
    monkeypatch.setitem(globals(), "FOLDER", tmp_path)
    look = Look("bad.html")
    assert look.bare == ["Bare", "words", "code"]
    assert look.inline == ["style", "onclick", "script"]
    assert look.forms == 1
