/* SPDX-License-Identifier: MIT */
/* Vietnamese: its question words stand where the answer would. */
#include "note/language.h"

const struct language language_vi = {
    .name = "vi",
    .frequent = WORDS("là", "và", "của", "các", "cho", "không", "có", "được", "này", "những", "một",
                      "để", "với", "trong", "khi", "thì", "như", "từ", "đến", "sự", "khác", "dùng",
                      "hay", "giữa", "nên", "bạn", "làm", "gì", "nào", "tại", "vì"),
    .letters =
        WORDS("đ", "ơ", "ư", "ă", "ạ", "ả", "ấ", "ầ", "ẩ", "ẫ", "ậ", "ắ", "ằ", "ẳ", "ẵ", "ặ", "ẹ",
              "ẻ", "ẽ", "ế", "ề", "ể", "ễ", "ệ", "ỉ", "ị", "ọ", "ỏ", "ố", "ồ", "ổ", "ỗ", "ộ", "ớ",
              "ờ", "ở", "ỡ", "ợ", "ụ", "ủ", "ứ", "ừ", "ử", "ữ", "ự", "ỳ", "ỵ", "ỷ", "ỹ"),
    .open = WORDS("và", "của", "là", "các", "những", "để", "với", "trong", "hoặc", "hay", "cho",
                  "từ", "một", "được", "khi", "nếu", "thì", "vì"),
    .question_words =
        WORDS("gì", "tại sao", "vì sao", "làm sao", "thế nào", "khi nào", "ở đâu", "từ đâu", "nào",
              "bao nhiêu", "bao giờ", "bao lâu", "ra sao", "mấy", "là ai", "ai là"),
    .no_question = WORDS("gì cũng", "nào cũng", "nào đó", "gì đó", "bất kỳ", "bất cứ"),
    .openers = WORDS("vậy", "nhưng", "thế", "và", "rồi", "vậy thì", "thế thì", "mà"),
    .why = WORDS("tại sao", "vì sao"),
    .unmarked = WORDS("là gì", "tại sao"),
    .yes_no = WORDS("có phải", "liệu", "có thể", "có nên"),
    .yes_no_end = WORDS("không", "chưa", "hay không"),
    .never = WORDS("các bạn", "bạn nghĩ", "bạn đã", "bạn có biết", "có bao giờ", "ai mà biết",
                   "sau đây", "dưới đây", "đoạn code"),
    .never_whole = WORDS("thì sao", "tại sao không", "sao không", "để làm gì", "là sao"),
    .tags = WORDS("đúng không", "phải không", "nhỉ", "nhé", "chứ", "à", "hả", "ha", "đúng chưa",
                  "được không"),
    .answers = WORDS("có", "không", "đúng", "sai", "được", "chưa", "tất nhiên", "dĩ nhiên",
                     "câu trả lời là"),
    .no_answers =
        WORDS("không biết", "chưa rõ", "tìm hiểu sau", "có / không", "có/không", "chưa biết",
              "để sau", "hỏi lại", "chắc là", "có lẽ", "hỏi thầy", "sẽ tìm hiểu", "cần tìm hiểu"),
    .contrasts = WORDS("nhưng", "tuy nhiên"),
    .labels = WORDS("q", "câu hỏi", "câu", "hỏi"),
    .solutions = WORDS("đáp án", "trả lời"),
    .no_places = WORDS("tham khảo", "tài liệu tham khảo", "nguồn", "nguồn tham khảo", "mục lục",
                       "liên kết", "việc cần làm"),
    .no_place_parts = WORDS("khảo sát", "bình chọn", "bài tập về nhà", "tài liệu tham khảo"),
};
