"""Fitted topics on disk: arrays and JSON with a manifest, never pickle (话题模型的存取).

``topics.npz`` holds the arrays, ``topics.json`` everything else: vocabulary, settings, topics, figures, and the SHA-256 of
the arrays, so that two halves of different runs are never joined.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from nlp.errors import ReadError, UsageError
from nlp.manifest import manifest, sha256, write_bytes, write_json
from nlp.report import Evidence
from nlp.topics.fitted import FittedTopics
from nlp.topics.model import TopicModel
from nlp.topics.result import Topic, TopicStudy

#: raised whenever what is written changes; another one is refused
FORMAT = "gongkai-topics/1"
_ARRAYS, _RECORD = "topics.npz", "topics.json"


def save(study: TopicStudy, folder: str | Path, *, inputs: Mapping[str, str] | None = None) -> None:
    """Write a study and its model into a folder.

    Parameters
    ----------
    study : as `topics` returned it.
    folder : made when it is missing.
    inputs : source name -> sha256 of the reports it was fitted on, for the manifest.

    Raises
    ------
    UsageError
        When the study carries no model.
    """
    if study.fitted is None:
        raise UsageError("话题结果里没有模型：请保存 topics() 返回的结果")
    model = study.fitted.model
    buffer = io.BytesIO()
    np.savez_compressed(buffer, factors=model.factors_, idf=model.idf_, weights=np.array(study.weights))
    settings = {"k": study.k, "method": study.method, "unit": study.fitted.unit, **model.get_params()}
    record = {
        "format": FORMAT,
        "arrays": sha256(buffer.getvalue()),
        "manifest": manifest(inputs=inputs or {}, settings=settings, seed=study.seed),
        "model": model.get_params(),
        "unit": study.fitted.unit,
        "vocabulary": list(study.fitted.vocabulary),
        "study": study.to_dict(),
    }
    write_bytes(Path(folder) / _ARRAYS, buffer.getvalue())
    write_json(Path(folder) / _RECORD, record)


def load(folder: str | Path) -> TopicStudy:
    """Return a study and its model as `save` or ``gongkai topics`` wrote them (读回话题).

    Parameters
    ----------
    folder : with ``topics.json`` and ``topics.npz``; nothing is unpickled.

    Raises
    ------
    ReadError
        When the folder holds no topics, topics of another format, or arrays that belong to another run.
    """
    record, data = _read(Path(folder))
    found = record.get("format")
    if found != FORMAT:
        raise ReadError(
            f"{folder}：话题存为 {found!r} 格式，本版本只读 {FORMAT!r}：请重新拟合，或安装其 manifest 所记的 gongkai 版本"
        )
    if record["arrays"] != sha256(data):
        raise ReadError(f"{folder}：{_ARRAYS} 与 {_RECORD} 不是一次运行的结果：请成对复制这两个文件")
    arrays = np.load(io.BytesIO(data), allow_pickle=False)
    model = TopicModel(**record["model"])
    model.factors_, model.idf_ = arrays["factors"], arrays["idf"]
    mass = model.factors_.sum(axis=1, keepdims=True)
    model.components_ = model.factors_ / np.where(mass > 0, mass, 1)
    model.n_features_in_ = model.factors_.shape[1]
    fitted = FittedTopics(model, tuple(record["vocabulary"]), record["unit"])
    return _study(record["study"], fitted)


def _read(folder: Path) -> tuple[dict[str, Any], bytes]:
    try:
        record = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
        return record, (folder / _ARRAYS).read_bytes()
    except (OSError, ValueError) as error:
        raise ReadError(f"{folder}：没有保存的话题（{error}）：应有 {_RECORD} 和 {_ARRAYS}") from error


def _study(record: dict[str, Any], fitted: FittedTopics) -> TopicStudy:
    topics = tuple(
        Topic(
            topic["topic"], tuple((row["word"], row["weight"]) for row in topic["words"]), tuple(topic["frex"]),
            topic["share"],
            tuple(
                (row["source"], Evidence(row["start"], row["end"], row["quote"], row.get("rule", "")))
                for row in topic["examples"]
            ),
            topic["label"], topic["npmi"], topic["exclusivity"],
        )
        for topic in record["topics"]
    )  # fmt: skip
    return TopicStudy(
        record["k"], record["method"], record["seed"], topics,
        tuple(row["source"] for row in record["reports"]), tuple(tuple(row["weights"]) for row in record["reports"]),
        record["diagnostics"], record["reason"], fitted,
    )  # fmt: skip
