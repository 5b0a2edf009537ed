"""A study whose every field tries something: script, entities, Markdown, formulas, bidi marks, controls, endless words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from render_composed import composed_report, study_of

from nlp.manifest import Failure
from nlp.study import Study

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
ENTITY = "&lt;b&gt; &amp; \"'`{{7*7}}{% raw %}${x} </style></q>]]> <!-- "
MARKDOWN = "[点我](javascript:alert(3)) | **x** `y` ~~z~~ # h"
FORMULA = '=HYPERLINK("http://evil.example","x")'
BIDI = "\u202egnp.exe\u2066\u200f"
CONTROL = "\x00\x07\x1b\x0c\ufffe\ud800"
LONG = "长" * 5000 + "w" * 5000
PARTS = (SCRIPT, ENTITY, MARKDOWN, BIDI, CONTROL, LONG)
STARTS = ("=1+1", "+1", "-1", "@x")


def hostile_study() -> Study:
    """Return a study with hostile text in every field that comes from outside."""
    evil = "".join(PARTS)
    who = (SCRIPT + BIDI + ENTITY, "evil", "county", 2020)
    one = composed_report(
        who, (f"主动公开{evil}。依申请公开{FORMULA}。", f"一是{evil}。下一步，将每季度核对一次标准目录{MARKDOWN}。")
    )
    two = composed_report((*who[:3], 2021), (f"主动公开{evil}一。{FORMULA}", f"一是{evil}。切实加强{SCRIPT}。"))
    first, second = (
        replace(report, source=f"{FORMULA}{SCRIPT}{BIDI}{n}", warnings=(evil,)) for n, report in enumerate((one, two))
    )
    study = replace(study_of((first, second)), reuse=(), failures=(Failure(evil, *STARTS[:2]), Failure(*STARTS[1:])))
    themes = tuple(replace(theme, title=SCRIPT + theme.title, definition=evil) for theme in study.codebook.themes)
    assert study.topics is not None
    topics = tuple(replace(topic, label=SCRIPT, frex=(MARKDOWN, evil)) for topic in study.topics.topics)
    manifest: dict[str, Any] = {"gongkai": SCRIPT, "settings": {SCRIPT: evil}, "inputs": {SCRIPT + BIDI: evil}}
    return replace(
        study, codebook=replace(study.codebook, themes=themes, title=evil), manifest=manifest,
        topics=replace(study.topics, topics=topics, reason=evil),
    )  # fmt: skip
