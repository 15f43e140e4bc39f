"""`flask tally`: the law from three files, without a database."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from judging.cli.scores_file import read_scores
from judging.cli.standings_file import write_csv, write_json
from judging.domain.ranking import rank_entries
from judging.domain.tallying import tally_entry
from judging.rubric_files import BadFile, load_rubric, load_rules, load_standard
from judging.rubric_files.folder import STANDARD

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("tally")
@click.option("--rubric", "rubric_file", required=True, type=FILE, help="The criteria.")
@click.option("--rules", "rules_file", required=True, type=FILE, help="The rules of judging.")
@click.option("--scores", "scores_file", required=True, type=FILE, help="The CSV of scores.")
@click.option("--standard", "standard_file", type=FILE, help="Star bands other than the app's.")
@click.option("--format", "written_as", type=click.Choice(["json", "csv"]), default="json")
@with_appcontext
def tally(
    rubric_file: Path,
    rules_file: Path,
    scores_file: Path,
    standard_file: Path | None,
    written_as: str,
) -> None:
    """Print the standings that follow from a CSV file entry,judge,criterion,score.

    A blank score is an absent mark. An answer whose condition fell away is left out, as on
    paper. Papers are not looked at. If a file has a fault, only its faults are printed.
    """
    standard_file = standard_file or Path(current_app.config["RUBRICS_DIR"], STANDARD)
    try:
        rubric, rules = load_rubric(rubric_file), load_rules(rules_file)
        standard = load_standard(standard_file)
        sheets_by_entry = read_scores(rubric, scores_file)
    except BadFile as bad:
        click.echo(str(bad), err=True)
        raise SystemExit(1) from bad
    tallies = [tally_entry(entry, rubric, rules, s) for entry, s in sheets_by_entry.items()]
    standings = rank_entries(rules, standard, tallies)
    if written_as == "csv":
        write_csv(rubric, standings, sys.stdout)
    else:
        write_json(standings, sys.stdout)
