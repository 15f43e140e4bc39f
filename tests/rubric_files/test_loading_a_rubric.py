"""A group file becomes the rubric that it means."""

from decimal import Decimal
from pathlib import Path

from judging.domain.rubric import (
    Branch,
    Case,
    Condition,
    Criterion,
    Effect,
    Gate,
    Level,
    Levels,
    Part,
    Rubric,
    Scale,
    Scorer,
    Section,
    YesNo,
)
from judging.domain.words import Words
from judging.rubric_files import load_rubric

COMMUNITY = Part(
    code="A",
    title=Words("សហគមន៍", "Community"),
    scored_by=Scorer.DESK,
    points=Decimal(5),
    criteria=(
        Criterion(
            code="A1",
            title=Words("វត្ថុធាតុដើម", "Material"),
            answer=Levels(
                (
                    Level(Decimal(0), Words("ពីឆ្ងាយ", "From afar")),
                    Level(Decimal(3), Words("ពីភូមិ", "From the village")),
                )
            ),
        ),
        Criterion(
            code="A2",
            title=Words("រឿងនំ", "Story of the cake"),
            answer=Scale(Decimal(0), Decimal(1), Decimal("0.5")),
            weight=Decimal(2),
        ),
    ),
)
SMELL = Criterion(
    code="C1.1",
    section="C1",
    title=Words("ក្លិន", "Smell"),
    guidance=Words("ធុំក្លិនមុនភ្លក់។", "Smell before you taste."),
    answer=Levels(
        (
            Level(Decimal(0), Words("អាក្រក់", "Bad")),
            Level(Decimal(3), Words("ល្អ", "Good")),
            Level(Decimal(5), Words("ល្អណាស់", "Very good")),
        )
    ),
    gate=Gate(Decimal(0), Effect.CAP, Words("ក្លិនអាក្រក់។", "It smells bad."), star=3),
)
QUALITY = Part(
    code="C",
    title=Words("គុណភាព", "Quality"),
    scored_by=Scorer.PANEL,
    points=Decimal(20),
    sections=(Section("C1", Words("រសជាតិ", "Taste")),),
    branches=(
        Branch(
            "C2",
            Words("ប្រភេទ", "Kind"),
            (Case("sweet", Words("ផ្អែម", "Sweet")), Case("salty", Words("ប្រៃ", "Salty"))),
        ),
    ),
    criteria=(
        SMELL,
        Criterion(
            code="C1.2",
            title=Words("ក្រអូបយូរ", "Lasting smell"),
            answer=YesNo(Decimal(1)),
            weight=Decimal(2),
            asked_if=Condition("C1.1", Decimal(3)),
        ),
        Criterion(
            code="C2.1",
            title=Words("ភាពផ្អែម", "Sweetness"),
            answer=Scale(Decimal(0), Decimal(10), Decimal("0.5")),
            branch="C2",
            case="sweet",
        ),
        Criterion(
            code="C2.2",
            title=Words("ភាពប្រៃ", "Saltiness"),
            answer=Scale(Decimal(0), Decimal(8), Decimal("0.5")),
            branch="C2",
            case="salty",
        ),
        Criterion(
            code="Q1",
            title=Words("ឯកសារ", "Papers"),
            answer=YesNo(Decimal(3)),
            section="C1",
        ),
    ),
)


def test_every_key_of_a_group_reaches_the_rubric(whole: Path) -> None:
    assert load_rubric(whole / "cake.yaml") == Rubric(
        group="CAKE",
        title=Words("នំ", "Cake"),
        parts=(COMMUNITY, QUALITY),
        order=2,
        sector="agri-industry",
        provisional=False,
        khmer_reviewed=True,
        source=Words("សម្រាប់សាកល្បង", "Made up for tests"),
    )


def test_a_foreign_rubric_needs_only_group_title_and_parts(tmp_path: Path) -> None:
    path = tmp_path / "wine.yaml"
    path.write_text(
        """
group: WINE
title: {km: ស្រា, en: Wine}
parts:
  - code: T
    title: {km: រសជាតិ, en: Taste}
    scored_by: panel
    points: 100
    criteria:
      - {code: T1, title: {km: ក្លិន, en: Nose}, scale: {min: 40, max: 100, step: 1}}
""",
        encoding="utf-8",
    )
    nose = Criterion("T1", Words("ក្លិន", "Nose"), Scale(Decimal(40), Decimal(100), Decimal(1)))
    taste = Part("T", Words("រសជាតិ", "Taste"), Scorer.PANEL, Decimal(100), (nose,))
    assert load_rubric(path) == Rubric("WINE", Words("ស្រា", "Wine"), (taste,))


def test_an_anchor_repeats_what_is_written_once(whole: Path) -> None:
    path = whole / "cake.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('title: {km: "នំ", en: "Cake"}', 'title: &cake {km: "នំ", en: "Cake"}')
    text = text.replace('title: {km: "ក្លិន", en: "Smell"}', "title: *cake")
    path.write_text(text, encoding="utf-8")
    rubric = load_rubric(path)
    assert rubric.criterion_by_code["C1.1"].title == rubric.title
