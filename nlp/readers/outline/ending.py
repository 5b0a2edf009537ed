"""Where the report proper ends (文末): before the signature, the date, attachments and what a web page puts below.

All patterns are matched on the key of a text (`nlp.readers.outline.document.matching_key`): punctuation in one width.
"""

from __future__ import annotations

import re

_NUMERAL = "[0-9〇○零OoＯ一二三四五六七八九十]"
_DATE = (
    f"(?:20[0-9]{{2}} ?年 ?[0-9]{{1,2}} ?月 ?[0-9]{{1,2}} ?日|[二2]{_NUMERAL}{{3}}年(?:元|{_NUMERAL}{{1,3}})月{_NUMERAL}{{1,3}}日"
    "|20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2})"
)
#: a signature may leave out the day
_MONTH = f"(?:20[0-9]{{2}} ?年 ?[0-9]{{1,2}} ?月|[二2]{_NUMERAL}{{3}}年(?:元|{_NUMERAL}{{1,2}})月)"
_BODY = "[\u4e00-\u9fff（） 、]{2,40}?(?:政府|委员会|管委会|办公室|局|厅|院|会|中心|处|站|所|馆|社|行|大学|学院|医院|公司|镇|乡|街道|集团)"
#: a signature, a date, or both, on a line of their own
_NAME = f"{_BODY} ?(?:（[公盖]?章）)?"
_SIGNATURE = re.compile(f"(?:{_NAME})?[ ，]*(?:{_DATE}|{_MONTH})?(?:印发)?")
#: a signature with its date, on one line or the next: whatever stands below, the report has ended
_SIGNED = re.compile(f"\n{_NAME}[ ，]*\n?[ ]*(?:{_DATE}|{_MONTH})(?:印发)?[ ]*(?=\n|$)")
#: the bare name of a place signs for its government, right above the date
_PLACE = re.compile("[\u4e00-\u9fff]{2,20}[省市县区州旗盟署队部]")
#: how a report that is written as a letter ends, above the signature
_LETTER = re.compile("(?:特此|专此|谨此)(?:报告|汇报|报送|函告|公告|公布|说明)[。！]?")
#: the same at the end of a page flattened into one line
_DATED = re.compile(f"(?<=[。！；\n 〕）”])(?:{_BODY}[ ，]*)?{_DATE}[ 。]*$")
_ENDS_DATE = frozenset("日0123456789")
#: the end of a date that was wrapped has no more characters
_WRAPPED = 4
#: whom to ask, below a signature
_CONTACT = re.compile(
    "[（【]?(?:(?:联系|咨询|办公)?电话|传真|(?:联系|通[信讯]|办公)?地址|邮政?编码?|(?:电子)?邮箱|E-?mail|电子邮件)[：: ]"
)
#: what lines begin with that are not the report any more: attachments, marks of the page, its foot
_FOOT = (
    "附[件表注录图：]", "（附", "(?:第[一二三四五六七八九十]部分|[一二三四五六七八九十]、) ?附[件表录]$",
    "(?:【|\\[ ?)?(?:打印|关闭|返回)", r"\[\^", "分享", "扫一扫", "扫描", "扫码", "上一[篇条]", "下一[篇条]",
    "相关(?:链接|文章|文件|阅读|附件|稿件|信息|推荐|词条)", "热门(?:词条|文章|推荐)",
    "关联", "[（【]?责任编辑", "[（【]?编辑：", "[（【]编者[注按]", "作者：", "来源：", "信息来源", "稿源", "审核：",
    "初审", "终审", "主办(?:单位)?：", "承办", "版权", "备案号", "[一-鿿]ICP", "网站标识", "网站地图", "联系我们", "浏览(?:次数|量)",
    "访问量", "点击(?:数|量|率)", "[Cc]opyright", "©", "TOP", "收藏", "微信", "微博", "字体", "字号", "当前位置", "您(?:现在)?的位置",
    "技术支持", "政府网站", "公网安备", "公安机关备案", "文件下载", "点击下载", "下载：", "此件", "（此件", "公开方式", "抄送", "主题词", "（?联系人",
    "(?:撰稿|供稿|责编|校对|签发|审签)人?：", "（此页无正文", "[抄报]报：", "报送：",
    "(?:文章|信息|文字|稿件)?(?:录入(?:人员?|员|者)?|发布[人者])：",
    "回到?顶部", "返回顶部", "无障碍", "适老化", "指标名称", "统计指标", "[政府务信息公开工作年度情况]{0,16}统计表",
    r"[^。\n]{0,60}\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar|PDF|DOCX?)", "[^。\n]{0,30}政府信息公开(?:工作)?(?:年报|年度报告)$",
)  # fmt: skip
_AFTER = re.compile("|".join(_FOOT), re.MULTILINE)
#: what of it is beyond doubt even in the middle of a line
_INLINE = re.compile(
    "[。！） 日](?:抄送：|附件下载|附件[：1-9]|相关链接|相关附件|关联稿件|相关文章|【打印】|【关闭】|打印 ?关闭|分享到|分享：|扫一扫"
    "|上一[篇条]：|下一[篇条]：|责任编辑|版权所有|主办单位|网站地图|浏览次数|\\[返回\\]|【返回】)"
)
#: the statistical form of 2008 to 2018 behind the report, in a page flattened into one line
FLATTENED_FORM = re.compile(
    "(?<=[。！） 日])(?:附[件表录]?[0-9一二三]?[：.、 ]{0,2}(?:[^。，；：\n]{0,30}统计表|统计指标)"
    "|[^。，；：、\n]{0,24}政府信息公开(?:工作)?情况统计表(?=[（ \n]*(?:20[0-9]{2} ?年|填报|单位|统计指标|指标|一、)))"
)
#: the signature and the date of such a page, with an attachment or the foot of the page behind them
_SIGNED_INLINE = re.compile(
    f"(?<=[。！）”])[ ]*(?:{_NAME})[ ，]*{_DATE}[ ]*(?=附|版权|打印|分享|主办|政府信息公开|统计指标|[（【\\[]|$)"
)


def trimmed(key: str, start: int, end: int) -> int:
    """Return where the last section, ``start:end``, really ends.

    Lines are followed from its beginning; the first that begins what is not the report any more ends it, and so does a
    signature or a date that no sentence follows.
    """
    cut = _first_after(key, start, end)
    # the line break before a signature is looked for, so that the first line stays the body
    if match := _SIGNED.search(key, start, cut):
        cut = match.end()
    if match := _INLINE.search(key, max(start - 1, 0), cut):
        cut = match.start() + 1
    if match := FLATTENED_FORM.search(key, start, cut):
        cut = match.start()
    if match := _SIGNED_INLINE.search(key, start, cut):
        cut = match.start()
    cut = _unsigned(key, start, _stripped(key, start, cut))
    match = _DATED.search(key, start, cut) if key[start:cut].rstrip(" 。")[-1:] in _ENDS_DATE else None
    return _stripped(key, start, match.start() if match else cut)


def _stripped(key: str, start: int, end: int) -> int:
    while end > start and key[end - 1].isspace():
        end -= 1
    return end


def _first_after(key: str, start: int, end: int) -> int:
    line = key.find("\n", start, end) + 1
    # the first line is the body itself, even where it begins with a word that would end a report
    while 0 < line < end:
        if _AFTER.match(key, line):
            return line
        line = key.find("\n", line, end) + 1
    return end


def _last_line(key: str, start: int, end: int) -> tuple[int, str]:
    """Return where the last line begins and what it says; a date set far right may have been wrapped before its end."""
    line = key.rfind("\n", start, end) + 1
    words = key[line:end].strip()
    above = key.rfind("\n", start, line - 1) + 1 if words[-1:] == "日" and len(words) <= _WRAPPED else 0
    whole = key[above:line].strip() + words if above > start else ""
    return (above, whole) if whole and _SIGNATURE.fullmatch(whole) else (line, words)


def _unsigned(key: str, start: int, end: int) -> int:
    """Drop lines of signature, date and address from the end upwards."""
    dated = False
    while end > start:
        line, words = _last_line(key, start, end)
        signs = (
            _SIGNATURE.fullmatch(words)
            or _CONTACT.match(words)
            or (words[1:2] == "此" and _LETTER.fullmatch(words))
            or (dated and _PLACE.fullmatch(words))
        )
        if line <= start or not signs:
            return end
        dated = words[-1:] in ("日", "月")
        end = _stripped(key, start, line)
    return end
