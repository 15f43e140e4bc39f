"""Commands that need the database say in one sentence what is wrong with it."""

from click import ClickException

from judging.queries.database_state import DatabaseState, database_name, database_state

UPGRADE = ".venv/bin/flask --app wsgi db upgrade"
_SENTENCE_BY_STATE = {
    DatabaseState.EMPTY: (
        "There is no database of this app at {name}: correct DATA_DIR or DATABASE_URL. Only if it"
        f" is to be a new one, run `{UPGRADE}`, then start again."
    ),
    DatabaseState.OTHER: (
        f"The database is not of this app's version: copy it, run `{UPGRADE}`, then start again."
    ),
    DatabaseState.UNREACHABLE: (
        "The database cannot be opened: see that DATABASE_URL and DATA_DIR are right and that"
        " its server runs."
    ),
}


def check_database() -> None:
    """It can be opened and has the tables that this version knows; else a ClickException."""
    state = database_state()
    if state in _SENTENCE_BY_STATE:
        raise ClickException(_SENTENCE_BY_STATE[state].format(name=database_name()))
