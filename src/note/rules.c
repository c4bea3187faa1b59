/* SPDX-License-Identifier: MIT */
/* The table of rules, and how they are applied. */
#include "note/rule.h"

const struct rule *const rules[] = {
    &rule_services,
    &rule_section,
    &rule_question,
};
const size_t rule_count = ARRAY_LEN(rules);

struct draft *rule_emit(struct rule_run *run, const struct section *section,
                        const struct rule *rule)
{
    str *headings = arena_array(run->arena, str, section->path_count + 1);
    for (uint32_t i = 0; i < section->path_count; i++)
        headings[i] = section->path[i];
    headings[section->path_count] = section->title;
    vec_push(run->drafts, (struct draft){
                              .rule = rule->name,
                              .type = AWSML_NOTE_TYPE_NOTE,
                              .path = headings,
                              .path_count = section->path_count,
                              .headings = headings,
                              .heading_count = section->path_count + 1,
                              .service = NO_SERVICE,
                              .explicit_id = section->explicit_id,
                              .id_is_unique = section->id_is_unique,
                              .id_at = section->id_at,
                              .place = section->begin,
                          });
    return vec_last(run->drafts);
}

void rules_run(struct rule_run *run, struct outline *outline)
{
    vec_for (struct section, section, &outline->sections) {
        bool made = false;
        for (size_t i = 0; i < rule_count; i++) {
            if (!rules[i]->on || (rules[i]->pass == RULE_WHOLE && made))
                continue;
            made |= rules[i]->apply(run, section) && rules[i]->pass == RULE_WHOLE;
        }
    }
}
