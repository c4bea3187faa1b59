/* SPDX-License-Identifier: MIT */
/* The tree's links. */
#include "doc/node.h"

struct node *node_new(struct arena *arena, enum node_type type)
{
    struct node *node = arena_new(arena, struct node);
    node->type = (uint8_t)type;
    node->begin = node->end = NODE_NOWHERE;
    return node;
}

void node_append(struct node *parent, struct node *child)
{
    child->parent = parent;
    child->prev = parent->last;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

static void insert_before(struct node *sibling, struct node *node)
{
    node->parent = sibling->parent;
    node->prev = sibling->prev;
    node->next = sibling;
    if (sibling->prev)
        sibling->prev->next = node;
    else
        sibling->parent->first = node;
    sibling->prev = node;
}

void node_insert_after(struct node *sibling, struct node *node)
{
    if (sibling->next)
        insert_before(sibling->next, node);
    else
        node_append(sibling->parent, node);
}

void node_unlink(struct node *node)
{
    struct node *parent = node->parent;
    if (node->prev)
        node->prev->next = node->next;
    else if (parent)
        parent->first = node->next;
    if (node->next)
        node->next->prev = node->prev;
    else if (parent)
        parent->last = node->prev;
    node->parent = node->prev = node->next = NULL;
}

static struct node *copy_alone(struct arena *arena, const struct node *node)
{
    struct node *copy = arena_new(arena, struct node);
    *copy = *node;
    copy->parent = copy->prev = copy->next = copy->first = copy->last = NULL;
    return copy;
}

struct node *node_copy(struct arena *arena, const struct node *node)
{
    struct node *root = copy_alone(arena, node), *parent = root;
    for (const struct node *from = node->first; from;) {
        struct node *copy = copy_alone(arena, from);
        node_append(parent, copy);
        if (from->first) {
            parent = copy;
            from = from->first;
            continue;
        }
        for (; from != node && !from->next; from = from->parent)
            parent = parent->parent;
        from = from == node ? NULL : from->next;
    }
    return root;
}

struct node *node_skip(const struct node *node, const struct node *root)
{
    for (; node && node != root; node = node->parent)
        if (node->next)
            return node->next;
    return NULL;
}

struct node *node_next(const struct node *node, const struct node *root)
{
    return node->first ? node->first : node_skip(node, root);
}
