"""The terminal: the same acts and the same law without a browser."""

from flask import Flask


def add_commands(app: Flask) -> None:
    """Give `flask --app wsgi` the words of this app."""
    # Imported here, so that the law of judging can be used without loading the doors.
    from judging.cli.certificates import certificates
    from judging.cli.demo import demo
    from judging.cli.founding import found_house
    from judging.cli.gazetteer import gazetteer
    from judging.cli.jobs import jobs
    from judging.cli.provinces import province
    from judging.cli.rubrics import rubrics
    from judging.cli.tally import tally
    from judging.cli.venue import venue

    for command in (
        certificates,
        demo,
        found_house,
        gazetteer,
        jobs,
        province,
        rubrics,
        tally,
        venue,
    ):
        app.cli.add_command(command)
