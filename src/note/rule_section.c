/* SPDX-License-Identifier: MIT */
/* Rule `section`: the heading asks, its content answers. */
#include "note/rule.h"

static bool apply(struct rule_run *run, struct section *section)
{
    if (!section->blocks.len)
        return false;
    struct draft *draft = rule_emit(run, section, &rule_section);
    draft->front_text = section->title;
    if (section->titled) {
        const struct node **titled = arena_array(run->arena, const struct node *, 1);
        titled[0] = section->titled;
        draft->front = (struct content){titled, 1, section->title_range};
    }
    draft->back = (struct content){section->blocks.ptr, section->blocks.len, section->clip};
    draft->service = section->service;
    return true;
}

const struct rule rule_section = {
    .name = "section",
    .pass = RULE_WHOLE,
    .on = true,
    .summary = "a heading becomes the front, its content the back",
    .apply = apply,
};
