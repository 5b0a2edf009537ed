"""Lines that belong to a site, not to the report (网页杂项), and lines that someone smuggled in (注入的广告行)."""

from __future__ import annotations

import re
from functools import lru_cache

#: words that such advertisements cannot do without; most are harmless alone, so the patterns decide
_BAIT = re.compile(
    "博彩|赌|体育|娱乐|棋牌|电竞|投注|百家乐|老虎机|六合彩|时时彩|真人|葡京|威尼斯|国际|电子游艺"
    "|bet|Bet|BET|彩票|回收|发票|微信|兼职|贷款|侦探|刷单|办证"
)
_ADVERTISEMENT = re.compile(
    r"博彩|赌博网|赌场|娱乐城|百家乐|老虎机|六合彩|时时彩|真人(?:视讯|娱乐|荷官)|(?:体育|足球|外围|在线)投注|棋牌(?:平台|游戏|官网|app)|电子游艺|"
    r"葡京|威尼斯人|(?:加|联系)(?:客服)?(?:微信|QQ)|高价回收|代开发票|无抵押贷款|私家侦探|刷单|代?办证(?:联系|电话|微信)|(?:网络|高薪)兼职|"
    r"\b\w{0,6}bet\d{2,4}\b",
    re.IGNORECASE,
)
#: names of betting sites; what speaks of the work of an office is none
_BETTING_SITE = re.compile(
    r"(?:体育|娱乐|棋牌|电竞|国际|彩票)\s*\d{2,4}|\d{2,4}\s*(?:体育|娱乐|棋牌|电竞|国际|彩票)|"
    r"(?:体育|娱乐|棋牌|电竞|彩票)(?:官网|官方|平台|app|下载|注册|登录|入口|网址|在线)\S{0,6}$",
    re.IGNORECASE,
)
_OFFICIAL = re.compile("公开|报告|政府|[局委办]")
_LONGEST = 60

#: whole lines that site templates print around an article
_BUTTON = (
    r"分享(?:到|至)?|打印(?:本页|此页|文章|本文)?|关闭(?:窗口|本页|页面)?|收藏(?:本[页站])?|返回(?:顶部|首页|上页|列表)?|回到顶部|top|字[体号]|"
    r"[大中小](?=[\s\]】|/]|$)|默认|超大|(?:我要)?纠错|语音播报|朗读|适老版?|无障碍(?:浏览|阅读)?|长者(?:模式|专区|版)|繁[體体](?:中文|版)?|"
    r"简体(?:中文|版)?|手机版|电脑版|手机WAP|微信(?:公众号)?|微博|新浪微博|腾讯微博|QQ空间|朋友圈|人人网|更多|下载|(?:附件|全文)下载|保存|"
    r"网站地图|联系我们|关于我们|设为首页|加入收藏|政务邮箱|英文版|English|RSS|登录|注册|搜索|检索|首页|[上下]一[页篇条]|全真版|文字版|文件下载|"
    r"(?:相关|关联)(?:链接|文章|稿件|信息|阅读|新闻|解读|附件)|猜你喜欢|热门推荐|推荐阅读|友情链接|网友评论|发表评论|扫一扫.{0,20}|"
    r"用?手机(?:扫码)?(?:打开|查看|阅读).{0,8}|二维码|媒体矩阵"
)
_EDGE = r"\s【】\[\]〖〗|｜/：:·>»\-—"
#: atomic, so that a line made of their words cannot keep the matcher busy
_BUTTONS = re.compile(rf"[{_EDGE}]*+(?:(?>{_BUTTON})[{_EDGE}]*+)++", re.IGNORECASE)
_FIELD = re.compile(
    r"[【\[]?(?:发布(?:日期|时间|机[构关]|单位)|公开主体|发稿时间|更新(?:日期|时间)|成文日期|(?:文章|信息|稿件)?来源|浏览(?:次数|量|人数)?|访问(?:量|次数)|"
    r"点击(?:率|数|量|次数)?|阅读(?:次数|量|数)?|责任编辑|编辑|作者|审核|供稿|录入|字[体号]|当前位置|您(?:现在)?(?:所在)?的?位置|所在位置|"
    r"[上下]一[篇条页]|主题分类|索\s*引\s*号|名\s*称|文\s*号|发文日期|主题词|公开日期|生成日期|有效性|分享到?|标签|关键[词字])\s*[:：]"
)
_FOOTER = re.compile(
    "版权所有|copyright|©|icp[备证]|公网安备|网站标识码|技术支持[：:]|主办(?:单位)?[：:]|承办(?:单位)?[：:]"
    "|网站备案|找错|党政机关网站|本站已支持ipv6|今日访问|总访问量|建议使用ie"
)
#: a heading's number, which no button or field begins with
_NUMBERS = frozenset("一二三四五六七八九十（(")
_LONGEST_FIELD, _SHORT = 160, 40


_SOURCE = re.compile(r"(?:信息)?(?:来源|发布机[构关]|发布单位|公开主体)\s*[:：]\s*[^\s|｜]+")


def source_field(text: str) -> tuple[int, int] | None:
    """Return where a line of the page's head says who published it, which a title without a name leaves open (来源)."""
    match = _SOURCE.search(text)
    return match.span() if match else None


def is_injected(text: str) -> bool:
    """Whether a line of its own is an advertisement that strangers put into the page (博彩等注入行)."""
    return len(text) <= _LONGEST and "。" not in text and _advertises(text)


@lru_cache(maxsize=4096)
def _advertises(text: str) -> bool:
    """Most short lines are headings, which reports share."""
    if not _BAIT.search(text):
        return False
    return bool(_ADVERTISEMENT.search(text) or (_BETTING_SITE.search(text) and not _OFFICIAL.search(text)))


def is_site_line(text: str) -> bool:
    """Whether a line of its own is a button, a field of the page's head, or its footer (按钮、稿件信息、页脚)."""
    if len(text) > _LONGEST_FIELD or "。" in text:
        return False
    return _short_site_line(text) if len(text) <= _SHORT else _may_be_site_line(text)


def _may_be_site_line(text: str) -> bool:
    if text[:1] not in _NUMBERS and (_BUTTONS.fullmatch(text) or _FIELD.match(text)):
        return True
    return _FOOTER.search(text.lower()) is not None


#: pages of a site share their buttons, and most reports their headings
_short_site_line = lru_cache(maxsize=4096)(_may_be_site_line)
