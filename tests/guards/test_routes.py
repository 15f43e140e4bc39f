"""Who may open which page: the whole table, and nothing that is not in it."""

from flask import Flask

from judging.web.guarding import opening_of

# Every page: its endpoint, get, post or both (`form`), and who may open it.
TABLE = """
account.language                 get   everyone
account.sign_in                  form  everyone
account.sign_out                 post  everyone
account.start                    get   admin desk judge organiser producer
judge.confirm                    form  desk judge
judge.flight                     get   desk judge
judge.interest                   form  desk judge
judge.paper_scan                 get   desk
judge.sheet                      form  desk judge
judge.so_far                     post  desk judge
organiser.allow_tablet           post admin organiser
organiser.announce               form  admin organiser
organiser.appeal                 form admin organiser
organiser.appeals                get  admin organiser
organiser.apply_import           post admin organiser
organiser.audit                  get   admin organiser
organiser.audit_file             get   admin organiser
organiser.begin                  form admin organiser
organiser.blank_paper_sheet      get  admin organiser
organiser.bring_home             form admin organiser
organiser.cards                  form admin organiser
organiser.certificate            get   admin organiser
organiser.certificates           get   admin organiser
organiser.choose_interest       get   admin organiser
organiser.choose_producer        get   admin organiser
organiser.choose_product         get   admin organiser
organiser.close_round            form  admin organiser
organiser.competition            get   admin organiser
organiser.competition_file       get  admin organiser
organiser.competition_tables     get  admin organiser
organiser.correct                form  admin organiser
organiser.correct_producer       form  admin organiser
organiser.correct_product        form  admin organiser
organiser.decide                 form  admin organiser
organiser.declare_place         form  admin organiser
organiser.declare_producer      form  admin organiser
organiser.declare_product       form  admin organiser
organiser.describe_judge        form  admin organiser
organiser.disqualify             form admin organiser
organiser.draw                   form  admin organiser
organiser.dry_run                get  admin organiser
organiser.dry_run_file           get  admin organiser
organiser.enter_appeal           form admin organiser
organiser.enter_entry            form  admin organiser
organiser.enter_registered       form  admin organiser
organiser.entries                get   admin organiser
organiser.entry                  get   admin organiser
organiser.entry_quorum           form admin organiser
organiser.expiring               get   admin organiser
organiser.finish_appeal          form admin organiser
organiser.gazetteer              form  admin organiser
organiser.group                  get   admin organiser
organiser.group_standings        get   admin organiser
organiser.groups                 get   admin organiser
organiser.hall_paper             get   admin organiser
organiser.hall_papers            get   admin organiser
organiser.handover               form  admin organiser
organiser.home                   get   admin organiser
organiser.homecoming             form admin organiser
organiser.imports                form admin organiser
organiser.judge                 get   admin organiser
organiser.judges                get   admin organiser
organiser.key_paper_sheet        form admin organiser
organiser.keyed_so_far           post admin organiser
organiser.leading                form admin organiser
organiser.lend                   form admin organiser
organiser.let_stand              form admin organiser
organiser.look_again             form admin organiser
organiser.make_account           form  admin
organiser.make_competition       form  admin organiser
organiser.moderation             form admin organiser
organiser.move                   form admin organiser
organiser.move_judge             post admin organiser
organiser.new_panel              form  admin organiser
organiser.new_paper              form  admin organiser
organiser.new_password           form  admin
organiser.open_round             form  admin organiser
organiser.origin_test            form  admin organiser
organiser.panel                  form  admin organiser
organiser.panels                 get   admin organiser
organiser.paper                  form  admin organiser
organiser.paper_sheet            get  admin organiser
organiser.paper_sheet_scan       get  admin organiser
organiser.paper_sheets           form admin organiser
organiser.papers                 form  admin organiser
organiser.people                 get   admin organiser
organiser.print_paper_sheets     form admin organiser
organiser.producer               get   admin organiser
organiser.producers              get   admin organiser
organiser.product                get   admin organiser
organiser.products               get   admin organiser
organiser.progress               get   admin organiser
organiser.proposal               form  admin organiser
organiser.put_forward            post  admin organiser
organiser.put_on                 form admin organiser
organiser.reach                  form  admin
organiser.read_standard_again    post  admin organiser
organiser.recusals               form  admin organiser
organiser.recuse_from_panel     post  admin organiser
organiser.register_producer      form  admin organiser
organiser.register_product       form  admin organiser
organiser.reopen_paper_sheet     form admin organiser
organiser.reopen_round           form  admin organiser
organiser.repeats                form  admin organiser
organiser.room                   get  admin organiser
organiser.room_now               get  admin organiser
organiser.round_file             form admin organiser
organiser.round_quorum           form admin organiser
organiser.rounds                 form admin organiser
organiser.sample                 form admin organiser
organiser.scan                   get   admin organiser
organiser.scan_paper_sheet       form admin organiser
organiser.serve_sample           post admin organiser
organiser.settle_paper_sheet     form admin organiser
organiser.standing               get   admin organiser
organiser.standings              get   admin organiser
organiser.switch                 post  admin
organiser.table                  get  admin organiser
organiser.tables                 get  admin organiser
organiser.tablet                 form admin organiser
organiser.tablets                get  admin organiser
organiser.take_back_interest    form  admin organiser
organiser.take_back_proposal     post admin organiser
organiser.take_off               form admin organiser
organiser.take_out_paper         form  admin organiser
organiser.take_out_repeats       post  admin organiser
organiser.take_round_back        form admin organiser
organiser.throw_away             post admin organiser
organiser.throw_competition_away form admin organiser
organiser.tick_rows              post admin organiser
organiser.waiting                get   admin organiser
organiser.withdraw               form  admin organiser
producer.appeal                  form producer
producer.certificate             get   producer
producer.entry                   get   producer
producer.home                    get   producer
public.check                     get   everyone
public.check_number              get   everyone
public.entry                     get   everyone
public.group                     get   everyone
public.home                      get   everyone
public.result                    get   everyone
static                           get   everyone
tablet.card                      post everyone
tablet.competition               get  desk judge
tablet.contact                   post desk judge
tablet.drafts                    post  desk judge
tablet.enrol                     post everyone
tablet.file                      get   everyone
tablet.manifest                  get   everyone
tablet.page                      get   everyone
tablet.sheets                    post  desk judge
tablet.sign_in                   post desk judge
tablet.worker                    get   everyone
"""


def test_every_route_says_who_may_open_it(app: Flask) -> None:
    assert sorted(found(app)) == [tuple(line.split(maxsplit=2)) for line in TABLE.split("\n")[1:-1]]


def test_addresses_can_be_read_aloud(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    fixed = ["".join(part for part in rule.split("/") if "<" not in part) for rule in rules]
    assert [text for text in fixed if text != text.lower() or "_" in text] == []


def found(app: Flask) -> list[tuple[str, str, str]]:
    """The rows of the app as it is."""
    rows = []
    for rule in app.url_map.iter_rules():
        opening = opening_of(app.view_functions[rule.endpoint])
        roles = "everyone" if opening.everyone else " ".join(sorted(opening.roles))
        methods = (rule.methods or set()) & {"GET", "POST"}
        rows.append((rule.endpoint, "form" if len(methods) > 1 else methods.pop().lower(), roles))
    return rows
