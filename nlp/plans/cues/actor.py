"""Actor (责任主体): a unit or post that does it; 我市 or 各部门 in general are none, 专人负责 is weak."""

from __future__ import annotations

import re
from collections.abc import Collection

from nlp.plans.cues import Counted, Hit, Pattern, Scan, Terms, cues

_TERMS = Terms("actor")

_UNIT = (
    "办公室 办公厅 政府办 管委会 委员会 领导小组 工作专班 专班 人民政府 镇政府 乡政府 街道办 街道 中心 法院 检察院 司法所"
    " 局 委 科室 科 处 股 办 厅 站 所 队 镇 乡 集团 公司 协会"
)
_DOES = (
    r"(?:将|要|在|于|按|每|对|把|以|与|及时|定期|具体|统一|专门|负责|牵头|承办|会同|联合|印发|制定|制发|出台|组织|开展|举办|召开|推出|发布|公布|设置|设立"
    r"|开设|建立|编制|编印|收集|汇总|审核|核查|抽查|检查|通报|督查|督促|指导|约谈|完成|办理|更新|集中|逐|共|新|先后|填写|报送|提供|上线|实行|实施|推行"
    r"|委托|聘请|邀请|书面|派|选派|安排|带队|为主|首|牵)"
)
#: what units do besides; of shorter names (站, 所, 处) it would be too often a word's last character before a verb
_DOES_BESIDES = (
    r"(?:分别|共同|联合|亲自|会签|会审|张贴|改版|增设|设立|采编|录制|公示|填报|参与|评审|跟踪|入户|开发|维护|受理|承接|推送|更新|采集|联审|研究|听取"
    r"|签发|签批|主持|校对|核验|登记|归集|清理|梳理|修订|起草|撰写|答复|回复|回访|走访|宣讲|讲解|解答|巡查|巡检|监测|测评|评估|备案|送达|公告|挂网|补齐"
    r"|核定|拍摄|摄制|审签|核账|核实|盘点|抽测|抽看|打分|拟订|转发|认领|供稿"
    r"|补录|整理|收集|统一|加挂|摆放|播放|刊登|转办|交办|[一两三四五六七八九十\d]+(?:日|天|个工作日)内)(?!的|不|率)"
)
_DUTY = (
    r"(?:牵头|负责|承办|具体实施|组织实施|实施|主办|审核|审查|审定|组织|约谈|督办|督导|落实|汇总|统筹|协调|把关|核查|更新|公布|发布|制定|起草|解读|复核|带队"
    r"|抽查|抽测|测评|评估|检查|监测|签字|确认|验收|回访|录入|录制|宣讲|讲解|签发|审签|上传|维护|校对|排查|通报|跟踪|登记|送达|张贴|巡查|收集|梳理)"
)
#: what tells a thing apart says nothing of a promise (各科室报送的信息), nor does 编制 where it means posts
_OF_A_THING = (
    "(?!(?:报送|发布|公布|公开|制定|制作|印发|出台|编制|填报|牵头|负责|组织|办理|审核|推出|开展|上报|提交|采集)的"
    "|编制(?:不足|紧张|偏少|少|数|内|有限|空缺|限制))"
)
_UNIT_DOES = Pattern(_UNIT, f"{_OF_A_THING}(?={_DOES})")
_UNIT_DOES_BESIDES = Pattern(
    "办公室 办公厅 政府办 党政办 综治办 管委会 村委会 居委会 委员会 领导小组 专班 人民政府 镇政府 乡政府 街道办 中心 法院 检察院 司法所 局 科室 科"
    " 股 厅 集团 公司 协会 馆 监察组 督查组 工作组 检查组 评审组 服务队 指挥部",
    f"{_OF_A_THING}(?={_DOES_BESIDES}|不予|不得|一律|退回)",
)
#: units that were no units of the list above: 村委会每季度, 档案馆负责
_FURTHER_DOES = Pattern(
    "村委会 居委会 档案馆 图书馆 文化馆 监察组 督查组 工作组 检查组 指挥部 督查室 监委会 理事会 监事会 纪检组 督导组 合作社 常务会议 党组会",
    f"{_OF_A_THING}(?={_DOES}|专题|审议)",
)
_BY = Pattern(
    "由",
    rf"(?!于|此|来)(?P<who>[^，。；、由]{{2,24}}?)(?:每[^，。；]{{1,3}}|定期|及时|统一|逐[月级周]|按[月季年]度?|逐一|签字|具体|全程|直接|集中|共同)?{_DUTY}",
)
_WITH = Pattern("会同 联合 联动", rf"(?P<who>[一-龥]{{1,10}}?(?:{_UNIT.replace(' ', '|')}))")
_OURSELVES = re.compile(r"我[市区县局镇省州]|全[市区县]|本[市区县局]|专人|各(?:单位|部门|级)")
#: those asked in to do it, and units told by number or kind
_INVITED = Pattern(
    "邀请 聘请 委托 请",
    r"(?<!申请)(?P<who>[^，。；、]{0,12}?(?:第三方|教师|专家|律师|教授|学者|机构|公司|事务所|代表|委员|负责人|媒体|骨干|监督员|评议员|观察员|评估员|体验员|志愿者|公证员|社科院|大学|学院|协会|团队|高校|智库"
    r"|第一书记|村干部|网格员|法官|检察官|民警|医生|老师|记者|主播|宣讲员))",
)
_SIGNED_OFF_BY = Pattern(
    "经 须经 由",
    "(?P<who>[^，。；、]{0,8}?(?:法律顾问|律师|专家组|公职律师|法制机构))(?=[^，。；]{0,4}(?:审|会签|把关|论证|签))",
)
#: units by the part they have in it, and every unit of a kind, where they are told to do a definite thing
_BY_PART = Pattern(
    "起草 承办 牵头 主管 业务 公文 制定 解读 保管 申报 受理 主办",
    rf"(?P<who>(?:单位|部门|科室|处室|机构|股室))(?=同步|{_DOES_BESIDES}|每|按[月季周]|逐|在[^，。；]{{2,10}}[前内]|于|报送|填写|提交|提出|编制|公布|发布|组织验收)",
    then="单部科处机股",
)
_EVERY = Pattern(
    "各",
    r"(?:镇街|镇（街道）|乡镇|镇|乡|街道|科室|股室|村监委会|村委会|村|社区居委会|社区|县区|区县|县|区|站所|学校|医院|卫生院)(?=每[月季周年半]|逐[月周级]|按[月季周]|于|在[^，。；]{2,10}[前内]"
    r"|[一两三四五六七八九十\d]+[日天]内|设置|设立|设|张贴|公示|报送(?!的)|填报(?!的)|指定一?名|确定一?名|建立|举办|召开|编制|配备)",
)
_UNITS = (
    Counted(
        r"[0-9二两三四五六七八九十]*[个家](?:[市县区]直)?(?:部门|单位)(?=全部|均|逐|每|按|完成|同步)",
    ),
    Pattern("各业务", "[科处]室(?=[^，。；]{0,6}(?:同步|填写|负责|审核|报送|指定|明确|梳理))"),
)
#: people of a unit named for it by number: 明确党政办1名干部专责
_NAMED_BY_NUMBER = Pattern(
    "明确 指定 安排 确定 抽调 落实 配备",
    r"了?(?P<who>[一-龥]{1,10}(?:办|办公室|科|股|局|委|中心|站|所|馆)(?:\d+|[一二两三四五六])名[一-龥]{0,4}(?:干部|人员|同志|职工|负责人|科长|股长))",
)
#: units named as a row: 住建、交通、能源等部门于三季度前
_ROW = Pattern(
    "等部门 等单位 等科室 等股室 等委办局 等局 等乡镇 等镇街",
    f"{_OF_A_THING}(?=[^，。；]{{2,8}}[前内][^，。；]|{_DOES_BESIDES}|每|按[月季周]|逐[月周]|分别)",
)
_ROW_BEFORE = re.compile("(?:(?![是与])[一-龥]){2,8}(?:、[一-龥]{2,8}){1,6}$")
_POST = Pattern(
    "分管 主要 主任 局长 县长 区长 市长 镇长 秘书长 新闻发言人 村官 网格员 第一书记",
    r"(?:(?<=分管)[^，。；]{0,8}?(?:领导|负责人|长|主任)|(?<=主要)(?:负责人|领导|负责同志)|(?<![管要]))"
    r"(?=带队|牵头|负责|每|逐|包|审核|签|解读|约谈|亲自|主持|督办|带头|把关|审定|坐诊|接访|宣讲|走进|出镜)",
)
_BY_RULE = {_INVITED: "invited", _SIGNED_OFF_BY: "signed off", _NAMED_BY_NUMBER: "named"}
#: back from a unit's last characters to the boundary its name begins at
_NAME = re.compile("[一-龥]{2,24}$")
_NOT_A_NAME = re.compile(
    r"^(?:个别|部分|少数|一些|按照|根据|依据|发挥|并|在|通过|对|由于|结合|参照|获|被|是|要|将|为)|的|各|有关|相关|我[市区县局镇省州]|全[市区县]|本[市区县局]|责任单位|部门|单位|他们|下级|上级"
    r"|其他|基层|所有|加强|强化|完善|推进|提升|规范|优化|网站|车站"
)
#: 未标注属性的公文市政府办公室不予收文: the name begins where its level does
_AFTER_OF = re.compile("的[^的]{0,6}?(?=[省市县区州镇乡](?:人民)?政府[^的]{0,6}$)")
_LEAD = re.compile("由|请|会同|联合|组织")
_BOUNDARY = frozenset("，。；：、！？\n 和与是")


@cues.register("actor")
def actor(scan: Scan) -> list[Hit]:
    """Return named units and posts that do the thing; general or unnamed ones are weak."""
    key = scan.key
    hits = _TERMS.hits(scan)
    # 6月底前县政府办: a name begins where a date or figure ends
    ends = {hit[1] for cue in ("time", "quantity") for hit in scan.of(cue)}
    for start, end in scan.spans((_UNIT_DOES, _UNIT_DOES_BESIDES, _FURTHER_DOES)):
        hits += _graded(key, _name_start(key, start, ends), end)
    for match in _WITH.matches(scan):
        hits += _graded(key, *match.span("who"))
    # 由牵头单位更新: whoever 由 names is the one to do it, but for the agency speaking of itself
    for match in _BY.matches(scan):
        hits.append((*match.span("who"), 0.3 if _OURSELVES.match(match["who"]) else 1.0, "by"))
    hits += [(*match.span("who"), 1.0, rule) for match, rule in scan.matches(_BY_RULE)]
    hits += [(start, end, 1.0, "units") for start, end in scan.spans(_UNITS)]
    hits += [(start, end, 1.0, "by part") for start, end in scan.spans((_BY_PART, _EVERY))]
    for start, end in _ROW.spans(scan):
        if row := _ROW_BEFORE.search(key, max(0, start - 40), start):
            hits.append((row.start(), end, 1.0, "row"))
    hits += [(start, end, 1.0, "post") for start, end in _POST.spans(scan)]
    return hits


def _name_start(key: str, end: int, ends: Collection[int]) -> int:
    """Return where the name that ends here begins: after the last comma, 和, date or figure."""
    start = end
    while start > 0 and end - start < 17 and key[start - 1] not in _BOUNDARY and start not in ends:
        start -= 1
    by = key.rfind("由", start, end)
    lead = _LEAD.match(key, start, end)
    return by + 1 if by >= 0 else lead.end() if lead else start


def _graded(key: str, start: int, end: int) -> list[Hit]:
    if attributed := _AFTER_OF.search(key, start, end):
        start = attributed.end()
    name = key[start:end]
    if not _NAME.match(name):
        return []
    return [(start, end, 0.3 if _NOT_A_NAME.search(name) else 1.0, "unit")]
