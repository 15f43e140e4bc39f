"""A standard and rules become what they mean."""

from decimal import Decimal
from pathlib import Path

from judging.domain.rubric import Effect
from judging.domain.rules import (
    Appeals,
    Combining,
    Conflicts,
    Disagreement,
    Honour,
    Honours,
    Method,
    Needed,
    Per,
    Rounding,
    Rules,
    TieBreak,
    TieStep,
)
from judging.domain.standard import Band, CertificateRule, PaperGate, PaperKind, Standard
from judging.domain.words import Words
from judging.rubric_files import load_rules, load_standard


def test_every_key_of_a_standard_reaches_its_meaning(whole: Path) -> None:
    assert load_standard(whole / "standard.yaml") == Standard(
        edition=Words("ស្តង់ដារសាកល្បង", "Test standard"),
        bands=(
            Band(1, Decimal(0), Decimal(50)),
            Band(2, Decimal(50), Decimal("62.5")),
            Band(3, Decimal("62.5")),
        ),
        certificate=CertificateRule(from_star=2, valid_months=36),
        papers=(
            PaperKind("hygiene", Words("អនាម័យ", "Hygiene"), Words("ក្រសួង", "Ministry")),
            PaperKind("halal", Words("ហាឡាល់", "Halal"), Words("ស្ថាប័ន", "Halal body")),
        ),
        gates=(
            PaperGate(
                "hygiene",
                ("CAKE",),
                Effect.CAP,
                Words("គ្មានអនាម័យ។", "No hygiene certificate."),
                star=2,
            ),
            PaperGate(
                "halal",
                ("CAKE",),
                Effect.ELIMINATE,
                Words("គ្មានហាឡាល់។", "No Halal certificate."),
            ),
        ),
        provisional=False,
        khmer_reviewed=True,
    )


def test_every_key_of_the_rules_reaches_its_meaning(whole: Path) -> None:
    assert load_rules(whole / "rules.yaml") == Rules(
        title=Words("វិធានសាកល្បង", "Test rules"),
        combine=Combining(Method.MEAN_WITHIN, distance=Decimal(7)),
        per=Per.CRITERION,
        combine_desk=Combining(Method.TRIMMED_MEAN, drop_high=1, drop_low=1),
        rounding=Rounding(Decimal("0.1"), Decimal("0.05"), Decimal("0.01")),
        quorum=Needed(desk=1, panel=3),
        lowest_quorum=Needed(desk=1, panel=2),
        gate_votes=Needed(desk=1, panel=2),
        disagreement=Disagreement(Decimal(6), Decimal("2.8")),
        ties=(
            TieBreak(TieStep.HIGHEST_PART, "C"),
            TieBreak(TieStep.HIGHEST_CRITERION, "C1.1"),
            TieBreak(TieStep.HIGHEST_PART),
            TieBreak(TieStep.HIGHEST_CRITERION),
            TieBreak(TieStep.LOWEST_SPREAD),
            TieBreak(TieStep.HEAD_TO_HEAD),
        ),
        honours=Honours(
            (
                Honour("champion", Words("ជើងឯក", "Champion"), 1),
                Honour("excellence", Words("ឧត្តម", "Excellence"), 2),
            ),
            cap_percent=Decimal(30),
            at_least=1,
            needs_star=3,
        ),
        conflicts=Conflicts(same_commune=True, same_district=True),
        appeals=Appeals(10),
        publish_levels=False,
        provisional=False,
        khmer_reviewed=True,
    )


def test_rules_of_five_lines_stand_alone(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(
        "combine: {method: trimmed_mean, drop_high: 1, drop_low: 1}\n"
        "per: criterion\n"
        "rounding: {final: 0.01}\n"
        "quorum: 3\n"
        "ties: [highest_part, {highest_part: C}]\n",
        encoding="utf-8",
    )
    assert load_rules(path) == Rules(
        title=Words("វិធាននៃការវាយតម្លៃ", "Rules of judging"),
        combine=Combining(Method.TRIMMED_MEAN, drop_high=1, drop_low=1),
        per=Per.CRITERION,
        rounding=Rounding(final=Decimal("0.01")),
        quorum=Needed(desk=1, panel=3),
        ties=(TieBreak(TieStep.HIGHEST_PART), TieBreak(TieStep.HIGHEST_PART, "C")),
    )


def test_a_method_alone_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text("combine: {method: median}\n", encoding="utf-8")
    assert load_rules(path) == Rules(
        title=Words("វិធាននៃការវាយតម្លៃ", "Rules of judging"),
        combine=Combining(Method.MEDIAN),
    )
