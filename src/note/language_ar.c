/* SPDX-License-Identifier: MIT */
/* Arabic: its question words open the sentence, its question mark is U+061F. */
#include "note/language.h"

const struct language language_ar = {
    .name = "ar",
    .script = SCRIPT_OWN,
    .opening = true,
    .open = WORDS("و", "في", "من", "على", "إلى", "عن", "أو", "ثم", "أن", "التي", "الذي", "مع"),
    .question_words = WORDS("ما", "ماذا", "لماذا", "كيف", "متى", "أين", "كم", "أي", "أية", "لم",
                            "بماذا", "لمن", "مما", "فيم", "علام"),
    .no_question = WORDS("ما زال", "ما لم", "كم من", "كيف لا"),
    .openers = WORDS("و", "إذن", "إذا", "لكن", "ولكن", "ثم"),
    .why = WORDS("لماذا", "لم"),
    .unmarked = WORDS("ما هو", "ما هي", "ما الفرق"),
    .yes_no = WORDS("هل"),
    .never = WORDS("هل تعلم", "هل تعرف", "ما رأيك", "ما رأيكم", "من يدري", "لم لا", "أليس كذلك"),
    .never_whole = WORDS("لماذا", "كيف", "ماذا", "ما هذا", "وماذا بعد", "لماذا لا"),
    .tags = WORDS("أليس كذلك", "صحيح"),
    .answers = WORDS("نعم", "لا", "كلا", "بالطبع", "ليس دائما", "أجل"),
    .no_answers = WORDS("لا أعرف", "لا أدري", "لاحقا", "ربما"),
    .contrasts = WORDS("لكن", "ولكن"),
    .labels = WORDS("س", "سؤال", "السؤال"),
    .solutions = WORDS("ج", "جواب", "الجواب", "الحل"),
    .no_places = WORDS("المراجع", "مراجع", "المصادر", "مصادر", "المحتويات", "الفهرس"),
};
