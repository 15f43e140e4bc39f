"""`flask found`: the first administrator, asked for only where there is none."""

from flask import Flask

from judging.cli.founding import found_house
from judging.queries.people import people
from tests import story

ASKED = "Login: {}\nName in Khmer: "


def run(app: Flask, typed: str, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(found_house, words, input=typed)
    return done.exit_code, done.output


def test_what_is_not_given_is_asked_for(app: Flask) -> None:
    code, told = run(app, "Admin\nអ្នកគ្រប់គ្រង\nAdmin\na long password\na long password\n")
    assert (code, told.splitlines()[-1]) == (0, "admin can sign in now.")
    (person,) = people()
    assert (person.login, person.name.km, person.role) == ("admin", "អ្នកគ្រប់គ្រង", "admin")


def test_what_is_given_is_not_asked_for(app: Flask) -> None:
    words = ["--login=admin", "--name-km=ក", "--name-en=A", "--password=a long password"]
    assert run(app, "", *words) == (0, "admin can sign in now.\n")


def test_where_there_are_accounts_nothing_is_asked(app: Flask) -> None:
    story.enrol_everyone(judges=0)
    code, told = run(app, "")
    assert code == 1
    assert told == "Error: There are accounts already; an administrator can add more.\n"


def test_a_name_that_cannot_be_is_refused_before_the_rest_is_asked(app: Flask) -> None:
    code, told = run(app, "A!\n")
    assert code == 1
    assert told == (
        "Login: A!\nError: A sign-in name has 2 to 40 Latin letters, digits, dots or hyphens.\n"
    )
    assert people() == []


def test_a_short_password_is_refused(app: Flask) -> None:
    code, told = run(app, "short\nshort\n", "--login=admin", "--name-km=ក", "--name-en=A")
    assert code == 1
    assert "A password needs at least 8 characters." in told
    assert people() == []
