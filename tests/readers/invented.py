"""A report of a county that does not exist, in pieces, for tests that put it into files of every kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from nlp.errors import ReadError

T = TypeVar("T")

TITLE = "青桐县人民政府2021年政府信息公开工作年度报告"
ONE = "一、总体情况"
TWO = "二、主动公开政府信息情况"
THREE = "三、收到和处理政府信息公开申请情况"
FOUR = "四、政府信息公开行政复议、行政诉讼情况"
FIVE = "五、存在的主要问题及改进情况"
SIX = "六、其他需要报告的事项"
OVERVIEW = "2021年，青桐县围着群众的操心事做公开，门户网站全年登出消息1,203条，比上一年多出两成，阅读的人也多了。"
PROACTIVE = "（一）主动公开。全年印发规范性文件12件，每件都附解读，其中图解6篇，老人和孩子也看得明白。"
REQUESTS = "（二）依申请公开。收到申请23件，件件按期答复，没有一件走到行政复议。"
PROBLEMS = "青桐县的公开工作还有短处：一是解读的花样少；二是几个乡镇的栏目更新得慢。"
PLANS = "2022年，县政府办公室每季度查一遍乡镇栏目，6月底以前把信息员轮训一遍。"
NONE = "无。"
PROSE = (OVERVIEW, PROACTIVE, REQUESTS, PROBLEMS, PLANS)
PARAGRAPHS = (ONE, OVERVIEW, PROACTIVE, REQUESTS, TWO, FIVE, PROBLEMS, PLANS, SIX, NONE)

#: the statutory tables, one cell a line as flattening leaves them
FLAT_TWO = [
    "第二十条第（一）项",
    "信息内容",
    "本年制发件数",
    "本年废止件数",
    "现行有效件数",
    "规章",
    "0",
    "0",
    "0",
    "行政规范性文件",
    "12",
    "3",
    "40",
]
FLAT_THREE = [
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况", "自然人", "法人或其他组织", "总计",
    "一、本年新收政府信息公开申请数量", "20", "3", "23", "二、上年结转政府信息公开申请数量", "0", "0", "0",
    "三、本年度办理结果", "（一）予以公开", "18", "3", "21", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "2", "0", "2",
    "（七）总计", "20", "3", "23", "四、结转下年度继续办理", "0", "0", "0",
]  # fmt: skip
HTML_TWO = (
    '<table border="1"><tr><td colspan="4">第二十条第（一）项</td></tr>'
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>"
    "<tr><td>行政规范性文件</td><td>12</td><td>3</td><td>40</td></tr></table>"
)
HTML_THREE = (
    '<table><tr><td rowspan="2" colspan="2">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>'
    '<td colspan="2">申请人情况</td></tr><tr><td>自然人</td><td>总计</td></tr>'
    '<tr><td colspan="2">一、本年新收政府信息公开申请数量</td><td>23</td><td>23</td></tr>'
    '<tr><td rowspan="2">三、本年度办理结果</td><td>（一）予以公开</td><td>21</td><td>21</td></tr>'
    "<tr><td>（七）总计</td><td>23</td><td>23</td></tr>"
    '<tr><td colspan="2">四、结转下年度继续办理</td><td>0</td><td>0</td></tr></table>'
)


def result_or_reason(call: Callable[[], T]) -> T | str:
    """Return what a reader gives, or the one line that says why it cannot be read; anything else is a fault."""
    try:
        return call()
    except ReadError as error:
        return str(error)
