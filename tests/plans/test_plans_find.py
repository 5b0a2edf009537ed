"""Problems and plans are found however section five is laid out; all places and texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.plans import plans
from nlp.report import Narratives, Part, Report, Section, Span, narrative_of


def section_five(text: str):
    return plans(narrative_of(text, problems=True))


def problems(text: str) -> list[str]:
    return [item.text for item in section_five(text).problems]


def measures(text: str) -> list[str]:
    return [item.text for item in section_five(text).plans]


NUMBERED = (
    "2022年，柳溪县政府信息公开工作取得了一定成绩，但仍存在一些不足：一是部分乡镇公开意识不强，报送信息不及时；"
    "二是政策解读以文字为主，形式单一；三是依申请公开答复文书有待规范。针对上述问题，2023年我县将重点抓好以下工作："
    "一是组织乡镇信息员培训，年内不少于2次。二是丰富解读形式，制作图解和短视频。三是统一答复文书格式，编印答复范本。"
)
HEADED = """（一）存在的主要问题
1.栏目更新不够及时，个别栏目长期空白。
2.工作人员变动频繁，业务能力有待提升。
（二）改进措施
1.建立栏目更新台账，每月通报一次。
2.开展跟班学习，提升业务能力。"""
UNNUMBERED = (
    "政务公开工作虽取得一定成效，但公开内容的深度还不够，与群众期待还有差距。"
    "下一步，我局将加强业务培训，提高人员素质。进一步拓宽公开渠道，在服务大厅设置查阅点。"
)
INTERLEAVED = (
    "（一）公开意识有待加强。少数科室报送信息不主动。今后将建立信息报送登记制度，每季度通报。"
    "（二）解读质量不高。原创解读较少。今后将邀请业务骨干撰写解读材料。"
)
LISTED = (
    "对照上级要求仍存在一定差距。如依申请公开办理流程不够规范、政策解读的渠道还不够丰富、政务公开队伍建设有待加强等。"
)
DONE = "针对去年存在的问题，我县进行了整改：一是已完成栏目清理，关停空白栏目6个。二是先后举办培训班3期，培训120人次。"


def test_numbered_items():
    assert problems(NUMBERED) == [
        "部分乡镇公开意识不强，报送信息不及时",
        "政策解读以文字为主，形式单一",
        "依申请公开答复文书有待规范",
    ]
    assert measures(NUMBERED) == [
        "组织乡镇信息员培训，年内不少于2次",
        "丰富解读形式，制作图解和短视频",
        "统一答复文书格式，编印答复范本",
    ]


def test_headings_are_no_items():
    assert problems(HEADED) == ["栏目更新不够及时，个别栏目长期空白", "工作人员变动频繁，业务能力有待提升"]
    assert measures(HEADED) == ["建立栏目更新台账，每月通报一次", "开展跟班学习，提升业务能力"]


def test_a_sentence_is_an_item_where_nothing_is_numbered():
    assert len(problems(UNNUMBERED)) == 1
    assert measures(UNNUMBERED) == ["加强业务培训，提高人员素质", "进一步拓宽公开渠道，在服务大厅设置查阅点"]


def test_problems_and_measures_interleaved():
    found = section_five(INTERLEAVED)
    assert [item.text for item in found.problems] == [
        "公开意识有待加强。少数科室报送信息不主动",
        "解读质量不高。原创解读较少",
    ]
    assert [item.text for item in found.plans] == [
        "建立信息报送登记制度，每季度通报",
        "邀请业务骨干撰写解读材料",
    ]


def test_each_shortcoming_of_a_list_is_an_item():
    assert problems(LISTED) == ["依申请公开办理流程不够规范", "政策解读的渠道还不够丰富", "政务公开队伍建设有待加强"]


def test_the_first_of_a_list_may_lack_its_number():
    text = "仍有不足：政策解读精细程度需进一步加强；二是平台之间联动需进一步完善。"
    assert problems(text) == ["政策解读精细程度需进一步加强", "平台之间联动需进一步完善"]


def test_measures_already_taken_are_told_from_those_to_come():
    assert {item.tense for item in section_five(DONE).plans} == {"done"}
    assert {item.tense for item in section_five(NUMBERED).plans} == {"planned"}
    assert section_five(DONE).score is None


def test_a_past_lead_alone_does_not_make_a_measure_done():
    text = "存在培训不够深入的问题。针对上述问题，我县及时进行了改进。一是完善培训机制，强化学习。二是拓宽公开渠道。"
    assert {item.tense for item in section_five(text).plans} == {"ongoing"}


def test_a_problem_may_turn_into_a_plan_in_one_sentence():
    found = section_five("一是解读形式不够多样，下一步将制作动漫解读。")
    assert [item.text for item in found.problems] == ["解读形式不够多样"]
    assert len(found.plans) == 1


def test_a_shortcoming_named_to_be_mended_is_no_problem():
    found = section_five("下一步将做好以下工作：一是针对栏目更新不及时的问题，清理空白栏目。二是补齐短板，加强培训。")
    assert not found.problems
    assert len(found.plans) == 2


def test_a_quotation_or_title_is_never_cut():
    text = "今后将落实“以公开为常态，不公开为例外”的原则，修订《柳溪县公开规定（试行，2023年）》，按季度检查。"
    (item,) = section_five(text).plans
    assert all(clause.text.count("“") == clause.text.count("”") for clause in item.clauses)
    assert all(clause.text.count("《") == clause.text.count("》") for clause in item.clauses)


def test_page_marks_and_line_wraps_inside_a_sentence_do_no_harm():
    text = "一是继续做好信息员的\n-4-\n业务培训工作，\n每季度组织 一次测试。"
    (item,) = section_five("今后将：" + text).plans
    assert "time" in item.cues
    assert item.text.startswith("继续做好")


def test_a_wrapped_section_is_read_like_an_unwrapped_one():
    wrapped = "\n".join(NUMBERED[i : i + 28] for i in range(0, len(NUMBERED), 28))
    joined = [text.replace("\n", "") for text in (*problems(wrapped), *measures(wrapped))]
    assert joined == [*problems(NUMBERED), *measures(NUMBERED)]


def test_half_width_punctuation_reads_the_same():
    half = NUMBERED.translate(str.maketrans("，；：", ",;:"))
    found = section_five(half)
    assert (len(found.problems), len(found.plans)) == (3, 3)


def test_parts_say_what_the_words_do_not():
    text = "问题清单\n信息报送由各科室负责，科室轮流值守\n措施清单\n信息报送由办公室统一负责"
    at = text.index("措施清单")
    parts = (Part("problems", "问题清单", 5, at), Part("planned", "措施清单", at + 5, len(text)))
    section = Section("problems", "五、存在的主要问题及改进情况", 0, len(text), parts)
    whole = narrative_of(text, problems=True)
    report = Report(text=text, sections=(section,), narratives=whole.narratives)
    found = plans(report)
    assert any("轮流值守" in item.text for item in found.problems)
    assert any("统一负责" in item.text for item in found.plans)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("无。", "没有写问题"),
        ("", "没有"),
        ("   \n ", "没有"),
        ("部分栏目更新不及时，个别单位重视不够。", "没有写措施"),
        ("下一步，我局将加强业务培训，提高人员素质。", "没有写问题"),
        ("序号 数量 备注\n1 20 0\n2 31 5", "没有写问题"),
    ],
)
def test_bad_input_gives_a_reason_and_no_invention(text, reason):
    found = section_five(text)
    assert any(reason in warning for warning in found.warnings)
    assert not (found.problems and found.plans)


def test_problems_without_a_plan_get_no_invented_plan():
    found = section_five("一是人员力量不足。二是栏目更新滞后。")
    assert len(found.problems) == 2
    assert not found.plans
    assert found.score is None


def test_no_section_five():
    found = plans(narrative_of("一、总体情况。全年发布信息30条。"))
    assert not found.problems
    assert not found.plans
    assert "没有第五部分" in found.warnings[0]


def test_one_sentence_of_two_thousand_characters():
    text = "下一步将" + "加强培训、规范流程、" * 222 + "。"
    (item,) = section_five(text).plans
    assert item.level <= 2


def test_plans_are_linked_to_the_problem_they_answer():
    assert [item.problem for item in section_five(NUMBERED).plans] == [0, 1, 2]


def test_a_plan_that_answers_nothing_has_no_link():
    text = (
        "一是答复文书不够规范。针对存在问题，将开展以下工作：一是统一答复文书格式。二是举办摄影比赛。三是清查办公用房。"
    )
    found = section_five(text)
    assert [item.problem for item in found.plans] == [0, None, None]
    assert found.unprompted == found.plans[1:]
    assert found.unanswered == ()


def test_plans_elsewhere_only_on_request():
    work, five = "全年发布信息30条。下一步，将在便民中心增设查阅点。", "一是解读形式单一。今后将：一是制作图解。"
    text = work + "\n" + five
    spans = Narratives(work=(Span(0, len(work)),), problems=(Span(len(work) + 1, len(text)),))
    report = Report(text=text, narratives=spans)
    assert [item.text for item in plans(report).plans] == ["制作图解"]
    (_, extra) = plans(report, elsewhere=True).plans
    assert "增设查阅点" in extra.text
    assert text[extra.start : extra.end] == extra.text


def test_themes_help_to_link():
    text = "存在以下问题：一是公众不清楚去哪里查。二是写得过于专业。今后将：一是增设公告牌，放在路口。二是请画师画成漫画。三是开展评选。"
    themes = {"去哪里": {"channel"}, "专业": {"style"}, "公告牌": {"channel"}, "漫画": {"style"}}
    report = narrative_of(text, problems=True)

    def themes_of(start: int, end: int) -> set[str]:
        return {theme for word, ids in themes.items() if word in text[start:end] for theme in ids}

    assert [item.problem for item in plans(report).plans] == [None, None, None]
    assert [item.problem for item in plans(report, themes_of=themes_of).plans] == [0, 1, None]


layouts = st.sampled_from([NUMBERED, HEADED, UNNUMBERED, INTERLEAVED, LISTED, DONE])


@given(st.lists(layouts, min_size=1, max_size=3), st.sampled_from(["", "\n", "　", " "]))
@settings(max_examples=60, deadline=None)
def test_every_span_is_where_it_says(parts, glue):
    text = glue.join(parts)
    lead = "前文。"
    report = Report(text=lead + text, narratives=narrative_of(text, problems=True).narratives)
    report = Report(text=lead + text, narratives=type(report.narratives)(problems=(Span(len(lead), len(lead + text)),)))
    found = plans(report)
    for item in (*found.problems, *found.plans):
        assert report.text[item.start : item.end] == item.text
        assert item.start >= len(lead)
        for clause in item.clauses:
            assert report.text[clause.start : clause.end] == clause.text
            assert item.start <= clause.start <= clause.end <= item.end
        for evidence in (*item.vague, *(e for shown in item.cues.values() for e in shown)):
            assert report.text[evidence.start : evidence.end] == evidence.quote


@given(st.text(alphabet="一二三是（）1.、，。；：“”《》\n 将加强公开不够问题下步2023年%abc", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_survived(text):
    found = section_five(text)
    assert all(text[item.start : item.end] == item.text for item in (*found.problems, *found.plans))


def test_the_record_is_the_contracts():
    record = section_five(NUMBERED).to_dict()
    assert {"source", "issuer", "issuer_id", "year", "problems", "plans", "score"} <= set(record)
    item = record["plans"][0]
    assert set(item) == {
        "start", "end", "text", "tense", "score", "level", "cues", "vague", "reason", "problem", "clauses",
    }  # fmt: skip
    vague = section_five("一是意识不强。今后将不断加强培训。").to_dict()["plans"][0]["vague"]
    assert [set(word) for word in vague] == [{"start", "end", "quote"}]
    assert set(item["clauses"][0]) == {"start", "end", "text", "score", "level", "cues", "vague"}
