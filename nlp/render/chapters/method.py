"""What could not be read (台账), and on one page how it was done, what it cannot tell, and what made it (方法与局限)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from nlp.render.brief import Block, Column, Paragraph, Section, Table, cell, plain
from nlp.render.catalogue import Catalogue

ANCHOR = "method"
FAILURES = "failures"


def failures(catalogue: Catalogue) -> Section | None:
    """Return the ledger of inputs that could not be used and of doubts about those that could, or None."""
    blocks: list[Block] = []
    if catalogue.study.failures:
        rows = tuple((cell(f.source), cell(f.error), cell(f.message)) for f in catalogue.study.failures)
        columns = (Column("文件", "long"), Column("类别"), Column("原因与办法", "long"))
        blocks.append(Table("tab-failures", "未能处理的文件", columns, rows))
    doubts = tuple(
        (cell(catalogue.label(n)), cell("；".join(report.warnings)))
        for n, report in enumerate(catalogue.study.reports) if report.warnings
    )  # fmt: skip
    if doubts:
        blocks.append(Table("tab-warnings", "读取时的提示", (Column("报告"), Column("提示", "long")), doubts))
    blocks.extend(Paragraph(plain(note), quiet=True) for note in catalogue.study.notes)
    title = "未能处理的文件与提示" if catalogue.study.failures else "读取时的提示"
    return Section(FAILURES, title, tuple(blocks)) if blocks else None


_METHODS: tuple[tuple[str, str], ...] = (
    ("读取", "从网页、PDF、Word、文本中取出正文，按报告格式划分六个部分；分析只用“总体情况”等工作叙述和“存在问题”两处文字，不用表格。"),
    (
        "主题",
        "编码表逐字匹配，最长优先；点名、叙述、顺带提及三种写法分开统计。编码表由人编写，没有收入的说法由分句模型补记为叙述，"
        "依据里写明“分句模型”，十处约有三处不准，引用前请看原文；规则认出而模型看着不像的改记顺带提及，写明“模型存疑”。",
    ),
    (
        "对照",
        "先找候选句，再按相似度一对一（或一对多）配对，逐词比较改动。新增率＝后一年叙述文字中新增句字数÷该年叙述文字总字数；"
        "沿用率＝1－新增率；删去率以前一年为分母；用词保留为逐字保留的比例；次序变动为配对句中先后颠倒的比例。",
    ),
    (
        "相似度",
        "余弦为两份词频向量的夹角余弦，杰卡德为共有的词÷所有的词，编辑为1－增删词数÷两份总词数，均为0—1，越大越像；"
        "修改程度为1－余弦再减去同样篇幅随机文字的期望值。四者都与篇幅、分词有关，长短悬殊的两份不宜比较。",
    ),
    (
        "具体性",
        "按动作、对象、载体、数量、时限、主体、检验、范围、对应问题等线索给分，空泛用语减分。人工判读对数量、时限、检验较一致，"
        "对载体、主体分歧较大，这两类请以原文为准。只衡量写法，不衡量实绩。",
    ),
    ("兑现", "在后一年报告中寻找与上年措施相对应、且说明已做成的文字。找不到不等于没有做；把握程度低的应人工核对。"),
    ("数字", "前后各年报告中措辞相近、单位相同的数字认作同一项目；统计口径是否有变，文字里看不出来。"),
    ("话题", "非负矩阵分解等模型学得，随文本集合而变，两次分析的话题编号不能对照。"),
    ("雷同", "跨机关的相同或近似句子；统一格式要求的法定用语会被归入通用套话。"),
)  # fmt: skip


def chapter(catalogue: Catalogue) -> Section:
    """Return the page on method, limits and the manifest."""
    study = catalogue.study
    left_out = {
        "对照": not study.comparisons, "相似度": not study.comparisons, "兑现": not study.comparisons,
        "数字": not study.timelines, "话题": study.topics is None, "雷同": len(catalogue.issuers) < 2,
    }  # fmt: skip
    rows = tuple((cell(name), cell(text)) for name, text in _METHODS if not left_out.get(name))
    blocks: list[Block] = [
        Table("tab-method", "怎样得出这些结果，不能说明什么", (Column("环节"), Column("方法与局限", "long")), rows),
        Paragraph(plain(_LIMITS), quiet=True),
    ]
    if study.manifest:
        blocks.append(_manifest(study.manifest))
        blocks.extend(_files(study.manifest))
    return Section(ANCHOR, "方法与局限", tuple(blocks))


_LIMITS = (
    "本报告由程序自动生成，每个数字都可点开查看原文；用于考核、通报前应由人工复核。"
    "报告文字经过清理（去页眉页脚、断行、网页栏目），引文位置按清理后文字的字符计。"
)


def _manifest(manifest: Mapping[str, Any]) -> Table:
    rows = [
        (cell("gongkai版本"), cell(str(manifest.get("gongkai", "")))),
    ]
    if manifest.get("seed") is not None:
        rows.append((cell("随机种子"), cell(str(manifest["seed"]))))
    libraries = manifest.get("libraries") or {}
    rows.append((cell("程序库"), cell("、".join(f"{name} {version}" for name, version in libraries.items()))))
    if settings := manifest.get("settings"):
        rows.append((cell("设置"), cell("；".join(f"{name} = {_told(value)}" for name, value in _flat(settings)))))
    columns = (Column("项目"), Column("值", "long"))
    return Table("tab-manifest", "清单：版本与设置", columns, tuple(rows))


def _files(manifest: Mapping[str, Any]) -> Iterator[Section]:
    """Yield what was read and what it was read by, each file with its hash: for whoever wants to repeat it."""
    for name, title in (("inputs", "输入文件"), ("instruments", "编码表、词典等工具文件")):
        files = tuple((cell(file), cell(str(digest))) for file, digest in (manifest.get(name) or {}).items())
        if files:
            table = Table(
                f"tab-{name}", f"{title}及其SHA-256", (Column("文件", "long"), Column("SHA-256", "long")), files
            )
            yield Section(f"{ANCHOR}-{name}", f"{title}（{len(files)}个）", (table,), fold=True, aside=True)


def _flat(settings: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _told(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def made_by(manifest: Mapping[str, Any]) -> str:
    """Return the line that says what program made a brief."""
    version = manifest.get("gongkai")
    return f"由 gongkai {version} 生成" if version else "由 gongkai 生成"
