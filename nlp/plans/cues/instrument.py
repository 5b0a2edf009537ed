"""Instrument (手段、载体): named as the means and definite enough to be found; a list of forms is weak."""

from __future__ import annotations

import re

from nlp.plans.cues import Hit, Pattern, Scan, Terms, cues

_TERMS = Terms("instrument")

_NAMED = Pattern(
    "依托 通过 利用 借助 运用 使用 依据 按照 对照 用好 发挥 实行 推行 在",
    r"(?P<what>[^，。；、]{0,16}?"
    r"(?:《[^》]{3,60}》|\"[^\"]{2,20}\"[^，。；、]{0,6}?(?:专栏|栏目|平台|系统|机制|制度)|集约化平台|热线|信箱|小程序|公众号|管理平台|监管平台|服务平台"
    r"|第三方机构|办理系统|政府公报|跟班学习制度|[^，。；、]{2,8}制度))",
)
#: a system or basis told apart by words few use: 依托国家企业信用信息公示系统, 依据企业画像
_TOLD_APART = Pattern(
    "依托 通过 利用 借助 运用 使用 采用 用好 依据 按照 对照 参照 接入 进驻",
    r"(?P<what>[^，。；、]{2,18}?(?:系统|平台|终端|画像|目录|指标|大厅|机器人|软件|驿站|查阅点|广播|喇叭|钉钉群|微信群|工作群|云盘|app))",
)
#: a platform called by its name that something is tied to: 与"翠湖办"平台贯通
_TIED_TO = Pattern("与 和 接入 进驻 在", r'(?P<what>"[^"，。；]{2,12}"(?:平台|系统|公众号|小程序|客户端))', then='"')
#: a platform called by its name that something is put into, or that is run: 上传"柳村事务"小程序, 优化"柳溪发布"公众号
_RUN = Pattern(
    "上传 录入 纳入 导入 嵌入 上传至 上传到 录入至 推送至 推送到 归集至 优化 升级 改版 运营 运维 办好 用活 管好",
    r'[^，。；、"]{0,4}(?P<what>"[^"，。；]{2,12}"[^，。；、"]{0,4}?(?:平台|系统|公众号|小程序|客户端|视频号|热线|app))',
)
#: a system something is put into, or done in: 录入省受理系统, 在执法办案系统中设置提醒
_PUT_INTO = Pattern(
    "录入 导入 嵌入 上传 上传至", r'(?P<what>[^，。；、"的]{2,18}?(?:系统|平台|软件|数据库))(?=[，。；]|$)'
)
_IN_SYSTEM = Pattern(
    "在 纳入 录入 导入 嵌入 上传 上传至",
    r'(?P<what>(?!线)[^，。；、"的]{2,14}?(?:系统|平台|软件|数据库))(?=[中内里]|办理|流转|运行|监管)',
)
#: where something is published or set up; lists of forms are none
_PLACE = Pattern(
    "在 于 通过 利用 依托 借助",
    r"(?P<what>[^，。；、]{0,12}?(?:门户网站|政府网站|网站首页|公众号|微信群|公开栏|宣传栏|公告栏|公示栏|公告牌|橱窗|显示屏|大屏|查询机|电子屏|日报|晚报|电视台|广播电台|小程序|客户端)"
    r"(?:、[^，。；、]{2,8}?)?)(?=上?(?:同步|集中|统一|滚动|循环|专门|定期|全文|醒目位置|显著位置|首页)*"
    r"(?:开设|设置|增设|新增|增加|公布|公示|公开|发布|张贴|刊登|刊发|推送|播放|推出|上线|刊载|开通))",
)
#: a name in quotation marks that serves as the means: 以"政策会客厅"为载体, 通过"浙里办"app
_BY_NAME = Pattern(
    "依托 通过 利用 借助 运用 使用 用好 用 以",
    r'(?P<what>[^，。；、"]{0,10}?"[^"，。；]{1,10}(?:办|通|码|号|厅|网|站|云|发布|热线|论坛|课堂|讲堂|直播间?|专窗|专区|专栏|平台|系统|小程序|车|屏|地图)"'
    r"(?:微信)?(?:公众号|小程序|app|平台|系统|客户端|栏目|专栏)?)",
)
#: where something is made known, by a site's or paper's own name: 在教育网通报
_SITE = Pattern(
    "在 于",
    "(?P<what>[^，。；、上]{1,10}?(?:网|网站|广播|大喇叭|抖音号|视频号|微信号|头条号|群|客户端|app))"
    "(?=上?(?:同步|集中|统一|及时|滚动)?(?:通报|公布|公示|公开|发布|刊登|推送|上线|播出|播放|开播|开设|设立|增设|开辟))",
)
_FORMS = Pattern("通过 采取 利用 运用 采用", "[^。；]{2,60}?(?:多种)?(?:形式|方式|手段|渠道|途径)")
_GENERAL = re.compile("中华人民共和国|条例》")
_A_NAME = re.compile("系统|平台|日报|晚报|电视台|广播电台")
#: characters outside the common stock that tell a thing apart, and that make a name of it
_APART, _PROPER = 2, 4
#: a means that can be found, though it has no name of its own: it is evidence, but no kind of check for the model
_UNNAMED = 0.7
#: grade and rule
_BY_RULE = {
    _TIED_TO: (1.0, "tied"),
    _BY_NAME: (1.0, "by name"),
    _SITE: (_UNNAMED, "site"),
    _RUN: (1.0, "run"),
}
#: how many characters outside the common stock it takes, and rule
_BY_OWN = {
    _TOLD_APART: (_APART, "told apart"),
    _IN_SYSTEM: (_APART, "in"),
    _PUT_INTO: (_APART, "into"),
    _PLACE: (0, "place"),
}


@cues.register("instrument")
def instrument(scan: Scan) -> list[Hit]:
    """Return named means (strong) and generic ones (weak)."""
    hits = _TERMS.hits(scan)
    for match in _NAMED.matches(scan):
        start, end = match.span("what")
        hits.append((start, end, 0.3 if _GENERAL.search(scan.key, start, end) else 1.0, "named"))
    for match, (grade, rule) in scan.matches(_BY_RULE):
        hits.append((*match.span("what"), grade, rule))
    for match, (least, rule) in scan.matches(_BY_OWN):
        start, end = match.span("what")
        own = scan.own(start, end)
        if own >= least:
            named = own >= _PROPER and _A_NAME.search(scan.key, start, end)
            hits.append((start, end, 1.0 if named else _UNNAMED, rule))
    hits += [(*match.span(), 0.3, "forms") for match in _FORMS.matches(scan)]
    return hits
