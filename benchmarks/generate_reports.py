"""Generates a folder of text reports to tag: recombined from the samples, each of another agency (生成语料).

python -m benchmarks.generate_reports FOLDER --count 100000
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from benchmarks.corpus import composed, sample_reports

_SYLLABLES = "云汀禾渚青箬澜岫峦溪浦砚棠霁榆漪芷槿"


def name(chance: random.Random) -> str:
    """Return a county that does not exist."""
    return "".join(chance.sample(_SYLLABLES, 3)) + "县人民政府"


def report(chance: random.Random, work: str, problems: str) -> str:
    """Return one whole report as text."""
    year = chance.choice((2019, 2020, 2021, 2022))
    return (
        f"{name(chance)}{year}年政府信息公开工作年度报告\n\n一、总体情况\n{work}\n\n二、主动公开政府信息情况\n\n"
        f"三、收到和处理政府信息公开申请情况\n\n四、政府信息公开行政复议、行政诉讼情况\n\n"
        f"五、存在的主要问题及改进情况\n{problems}\n\n六、其他需要报告的事项\n无。\n"
    )


def generate(folder: Path, count: int, *, seed: int = 1) -> None:
    """Write `count` reports of about 1,000 characters (3 kB), a thousand to a subfolder."""
    chance = random.Random(seed)
    reports = sample_reports()
    for start in range(0, count, 1000):
        size = min(1000, count - start)
        work = composed(reports, count=size, length=700, seed=seed + start)
        problems = composed(reports, count=size, length=250, seed=seed + start + 500)
        shelf = folder / f"{start // 1000:04d}"
        shelf.mkdir(parents=True, exist_ok=True)
        for number, (first, fifth) in enumerate(zip(work, problems, strict=True)):
            (shelf / f"{number:04d}.txt").write_text(report(chance, first, fifth), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    given = parser.parse_args()
    generate(given.folder, given.count)
