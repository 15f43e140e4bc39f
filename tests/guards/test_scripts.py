"""The tablet's scripts: their templates say everything through the catalogue."""

from html.parser import HTMLParser

from tests.guards.scripts import Script, tablet_scripts
from tests.guards.test_templates import READ_ALOUD, speaks


class Look(HTMLParser):
    """What a template of lit-html itself says and does, apart from its holes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.bare: list[str] = []
        self.inline: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        values = {name: value or "" for name, value in attributes}
        self.bare += [v for n, v in values.items() if n in READ_ALOUD and speaks(v)]
        self.inline += [n for n in values if n == "style" or n.startswith("on")]
        self.inline += [tag] if tag in ("style", "script") else []

    def handle_data(self, data: str) -> None:
        """Look at text."""
        if speaks(data):
            self.bare.append(data.strip())


def looks(script: Script) -> list[Look]:
    return [Look(text) for tag, text in script.templates if tag in ("html", "svg")]


def test_every_sentence_is_a_literal_that_can_be_translated() -> None:
    scripts = tablet_scripts()
    assert [name for name, script in scripts.items() if None in script.sentences()] == []


def test_no_template_says_a_word_past_the_catalogue() -> None:
    bare = {
        name: [w for look in looks(s) for w in look.bare] for name, s in tablet_scripts().items()
    }
    assert {name: found for name, found in bare.items() if found} == {}


def test_no_template_has_a_style_or_a_script_which_the_policy_forbids() -> None:
    inline = [name for name, s in tablet_scripts().items() if any(k.inline for k in looks(s))]
    assert inline == []


def test_imports_are_relative_paths_as_browsers_take_them() -> None:
    scripts = tablet_scripts()
    odd = [f"{name}: {path}" for name, s in scripts.items() for path in s.imports()
           if not path.startswith((".", "node:")) or not path.endswith(".js")]  # fmt: skip
    assert odd == []


def test_the_reading_finds_what_it_is_for() -> None:
    script = Script(
        r"""
        // _("in a comment") `
        import { html } from "../vendor/x.js"; const later = () => import("./y.js");
        const odd = /["'`]/.test(s) ? a / b : `plain ${_("in plain")}`; /* _("no") */
        const page = html`<p title="Bare title" class="c" style="x">${ok
          ? html`<b>Bare ${_("Don't \"stop\" `now`", { n })}</b>`
          : { a: "}" }.a} 12 </p>`;
        _("two " +
          "parts"); _(variable); its_("not ours"); it._("nor this"); _("a" + b);
        """
    )
    said = list(script.sentences())
    assert said == ["in plain", 'Don\'t "stop" `now`', "two parts", None, None]
    assert script.imports() == ["../vendor/x.js", "./y.js"]
    found = looks(script)
    assert [look.bare for look in found] == [["Bare 0"], ["Bare title"]]
    assert [look.inline for look in found] == [[], ["style"]]
