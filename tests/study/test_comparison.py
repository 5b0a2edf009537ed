"""Two years compared: what became of the plans is worked out when somebody looks, and is the same however one asks."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

import nlp
import nlp.study.comparison as comparing
from nlp.plans import plans
from nlp.plans.result import FollowUp
from nlp.report import Report
from nlp.study import compare_series
from nlp.study.comparison import compare_planned


def told(year: int, work: str, problems: str) -> Report:
    return nlp.read_text(
        f"云汀市人民政府{year}年政府信息公开工作年度报告\n一、总体情况\n{work}\n"
        f"五、存在的主要问题及改进情况\n{problems}\n六、其他需要报告的事项\n无。\n"
    )


@pytest.fixture
def years() -> tuple[Report, Report]:
    return (
        told(
            2021, "全年发布信息120条。", "存在问题：解读形式单一。改进措施：2022年制作动漫解读3件，开设政策解读专栏。"
        ),
        told(2022, "全年发布信息150条。制作动漫解读4件，开设政策解读专栏。", "存在问题：公开内容不够全面。"),
    )


def test_the_follow_up_is_worked_out_once_and_only_when_looked_at(
    years: tuple[Report, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    follow_up: Callable[..., tuple[FollowUp, ...]] = comparing.follow_up
    monkeypatch.setattr(comparing, "follow_up", lambda *sides: asked.append(sides) or follow_up(*sides))
    compared = nlp.compare(*years)
    assert compared.alignment.pairs
    assert not asked
    assert [(each.kind, each.status) for each in compared.follow_up] == [("plan", "delivered"), ("problem", "gone")]
    assert compared.follow_up is compared.follow_up
    assert len(asked) == 1


def test_it_travels_between_processes_worked_out(years: tuple[Report, Report], monkeypatch: pytest.MonkeyPatch) -> None:
    sent = pickle.dumps(nlp.compare(*years))
    monkeypatch.setattr(comparing, "follow_up", None)
    arrived = pickle.loads(sent)
    assert [each.status for each in arrived.follow_up] == ["delivered", "gone"]
    assert [side.report.year for side in arrived.plans] == [2021, 2022]


def test_it_is_the_same_however_one_asks(years: tuple[Report, Report]) -> None:
    old, new = years
    compared = nlp.compare(old, new)
    (planned,) = compare_series([new, old])[0].comparisons
    assert compare_planned(plans(old), plans(new)) == compared == planned
    assert compared.to_dict() == planned.to_dict() == compare_planned(plans(old), plans(new)).to_dict()
    assert compared.plans == planned.plans
