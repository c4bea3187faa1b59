/* SPDX-License-Identifier: MIT */
/* Chinese, in simplified and traditional characters. */
#include "base/attr.h"
#include "note/language.h"

static const struct ending endings[] = {
    ENDING("呢", BEFORE_ANY, ASKS_MARKED, false),
    ENDING("吗", BEFORE_ANY, ASKS, false),
    ENDING("嗎", BEFORE_ANY, ASKS, false),
    ENDING("吧", BEFORE_ANY, ASKS_NEVER, false),
    ENDING("不是吗", BEFORE_ANY, ASKS_NEVER, false),
    ENDING("对吗", BEFORE_ANY, ASKS_NEVER, false),
    ENDING("好吗", BEFORE_ANY, ASKS_NEVER, false),
    ENDING("不是嗎", BEFORE_ANY, ASKS_NEVER, false),
    ENDING("對嗎", BEFORE_ANY, ASKS_NEVER, false),
    ENDING("好嗎", BEFORE_ANY, ASKS_NEVER, false),
    ENDING("的", BEFORE_ANY, ASKS_PLAIN, true),
    ENDING("和", BEFORE_ANY, ASKS_PLAIN, true),
    ENDING("与", BEFORE_ANY, ASKS_PLAIN, true),
    ENDING("與", BEFORE_ANY, ASKS_PLAIN, true),
    ENDING("或", BEFORE_ANY, ASKS_PLAIN, true),
};

const struct language language_zh = {
    .name = "zh",
    .script = SCRIPT_OWN,
    .unspaced = true,
    .endings = endings,
    .ending_count = ARRAY_LEN(endings),
    .closed = WORDS("目的"),
    .connectives = WORDS("那么", "所以", "但是", "因为", "那麼", "因為"),
    .quotatives = WORDS("的", "这", "這", "等"),

    .question_words = WORDS("什么", "什麼", "为何", "為何", "怎么", "怎麼", "怎样", "怎樣", "如何",
                            "哪", "谁", "誰", "多少", "何时", "何時", "何谓", "何謂", "几种",
                            "幾種", "几个", "幾個", "多久", "多长", "多大", "啥"),
    .no_question =
        WORDS("什么都", "什么的", "没什么", "什麼都", "沒什麼", "哪怕", "无论如何", "無論如何"),
    .why = WORDS("为什么", "為什麼", "为何", "為何", "怎么"),
    .openers = WORDS("那", "那么", "那麼", "所以", "但", "但是", "而", "可是"),
    .nouns = WORDS("区别", "區別", "原因", "作用", "优点", "優點", "缺点", "缺點", "优缺点",
                   "優缺點", "特点", "特點", "含义", "含義", "定义", "定義", "方法", "意义", "意義",
                   "目的", "好处", "好處", "差异", "差異", "条件", "條件", "步骤", "步驟", "类型",
                   "類型", "原理", "理由", "关系", "關係"),
    .topic = WORDS("呢"),
    .unmarked = WORDS("是什么", "是什麼", "什么是", "什麼是", "为什么", "為什麼", "为什么要",
                      "有什么区别", "有什麼區別", "有哪些"),
    .never_begin = WORDS("我为什么", "我為什麼", "今天", "明天", "昨天", "下周", "下週"),
    .never = WORDS("你们", "大家", "你觉得", "你知道", "何不", "谁知道", "怎么样", "你覺得",
                   "怎麼樣", "有没有想过", "下列", "以下哪", "下面哪", "以下代码", "下面代码",
                   "下面的代码", "填空", "有什么用呢", "何必", "谁会想到", "誰會想到"),
    .never_whole =
        WORDS("怎么办", "怎麼辦", "什么意思", "怎么回事", "为啥", "为什么呢", "為什麼呢"),
    .tags = WORDS("对吧", "是吧", "对不对", "是不是", "對吧", "對不對"),
    .answers = WORDS("是的", "是", "不是", "不", "否", "对", "不对", "可以", "不可以", "能", "不能",
                     "会", "不会", "需要", "不需要", "當然", "当然", "有", "没有", "對", "不對",
                     "會", "不會", "沒有"),

    .no_answers =
        WORDS("不知道", "不清楚", "待补充", "待查", "待補充", "以后再", "待确认", "是 / 否",
              "是/否", "待定", "待讨论", "待討論", "待確認", "待研究", "回头再", "以后看", "以後看",
              "可能吧", "也许", "也許", "大概", "不晓得", "没想通", "沒想通", "不懂", "请作答",
              "请选择", "欢迎留言", "評論區", "评论区", "本文", "这篇文章", "這篇文章", "编写中"),
    .contrasts = WORDS("但是", "但", "不过", "不過", "可是", "然而", "话说", "話說"),
    .runs = WORDS("输出什么", "輸出什麼", "输出结果", "輸出結果", "运行结果", "打印什么", "打印出",
                  "这段代码", "這段程式"),
    .chooses = WORDS("哪一项", "哪一項", "哪个选项", "哪個選項", "正确的是", "错误的是", "正確的是",
                     "錯誤的是"),
    .labels = WORDS("q", "问", "問", "问题", "問題", "题目", "面试题", "思考", "思考题"),
    .solutions = WORDS("答案", "解析"),
    .no_places = WORDS("参考", "参考资料", "参考文献", "参考链接", "链接", "目录", "待办", "參考",
                       "參考資料", "參考文獻", "連結", "目錄", "待辦", "延伸閱讀", "扩展阅读",
                       "投票", "作业", "作業"),
    .no_place_parts = WORDS("问卷", "問卷", "调查问卷", "会议纪要", "會議記錄", "议程", "議程",
                            "待办", "待辦", "待解决", "待解決", "参考资料", "参考链接", "參考資料"),
};
