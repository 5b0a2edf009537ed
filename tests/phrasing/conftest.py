"""Composed reports about places that do not exist, for the tests of comparison."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from nlp.phrasing import align
from nlp.phrasing.result import Alignment, Pair
from nlp.report import Narratives, Report, Section, Span

WORK = (
    "2023年，本县围绕县委中心工作，把渔村灯会和渡口安全作为公开重点，各项任务按期完成。\n"
    "（一）主动公开方面。全年主动公开渡口、灯会、校车信息1204条，发放漫画折页3500份。一是做细校车公开。"
    "在每个村口张贴校车线路图，标明停靠时间和司机电话。二是做实灯会预案公开。灯会前15天公布客流预案，听取商户意见46条。\n"
    "（二）依申请公开方面。收到政府信息公开申请27件，全部在法定期限内答复。对涉及滩涂承包的申请，由海洋局先行核对底册。\n"
    "（三）政府信息管理方面。修订《砚渚县信息发布办法》，增加夜间值守和错字巡查两项要求。\n"
    "（四）平台建设方面。县政府网站新增渡口实况栏目，船期变动十分钟内上网。\n"
    "（五）监督保障方面。举办两期业务培训，120名联络员参加。"
)
PROBLEMS = (
    "主要问题：一是村级公开栏更新不够及时；二是灯会政策解读形式单一。"
    "下一步将做好以下工作：一是每月巡查村级公开栏，对超期未更新的发单督办。二是请说书艺人录制灯会政策短视频。"
)


def report(work: str = WORK, problems: str = PROBLEMS, *, year: int | None = 2023, **fields: object) -> Report:
    """Return a report of the invented 砚渚县 with these two narratives."""
    text = f"一、总体情况\n{work}\n五、存在的主要问题及改进情况\n{problems}"
    start = text.index(work) if work else 7
    second = len(text) - len(problems)
    spans = (Span(start, start + len(work)), Span(second, len(text)))
    identity: dict[str, object] = {"issuer": "砚渚县人民政府", "issuer_id": "yanzhu", "source": f"yanzhu-{year}"}
    return Report(
        text=text, year=year,
        sections=(Section("overview", "一、总体情况", spans[0].start, spans[0].end),
                  Section("problems", "五、存在的主要问题及改进情况", spans[1].start, spans[1].end)),
        narratives=Narratives((spans[0],) if work else (), (spans[1],) if problems else ()),
        **(identity | fields),  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.fixture
def composed() -> Callable[..., Report]:
    """Build a report: ``composed(work, problems, year=...)``."""
    return report


@pytest.fixture
def compared() -> Callable[[str, str], Alignment]:
    """Align two narratives on work, given as bare texts."""
    return lambda old, new: align(report(old, year=2023), report(new, year=2024))


def of_status(alignment: Alignment, status: str) -> list[Pair]:
    """Return the pairs of one status."""
    return [pair for pair in alignment.pairs if pair.status == status]


def load(root: Path, name: str) -> ModuleType:
    """Load one module of ``benchmarks/``, which is no installed package."""
    full = f"benchmarks.{name}"
    if full not in sys.modules:
        spec = importlib.util.spec_from_file_location(full, root / "benchmarks" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[full] = module
        spec.loader.exec_module(module)
    return sys.modules[full]


@pytest.fixture(scope="session")
def generator(root: Path) -> ModuleType:
    """The generator of reports with planted copies."""
    return load(root, "generate_reuse")
