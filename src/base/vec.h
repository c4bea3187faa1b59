/* SPDX-License-Identifier: MIT */
/* Typed growable arrays. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>
#include <stdlib.h>

#include "base/mem.h"

/*
 *     vec(int) numbers = {0};
 *     vec_push(&numbers, 7);
 *     vec_for (int, n, &numbers) total += *n;
 *     vec_release(&numbers);
 *
 * A zeroed vector is an empty one. Pointers to elements hold until the next push.
 */
#define vec(type)                                                                                  \
    struct {                                                                                       \
        type *ptr;                                                                                 \
        size_t len, cap;                                                                           \
    }

/* A named vector type, for function parameters: VEC_TYPE(node_vec, struct node *); */
#define VEC_TYPE(name, type)                                                                       \
    struct name {                                                                                  \
        type *ptr;                                                                                 \
        size_t len, cap;                                                                           \
    }

#define vec_grow(v)                                                                                \
    ((v)->len < (v)->cap                                                                           \
         ? (void)0                                                                                 \
         : (void)((v)->cap = (v)->cap ? (v)->cap * 2 : 8,                                          \
                  (v)->ptr = mem_realloc((v)->ptr, mem_mul((v)->cap, sizeof(*(v)->ptr)))))

#define vec_push(v, ...) (vec_grow(v), (void)((v)->ptr[(v)->len++] = (__VA_ARGS__)))

#define vec_for(type, item, v)                                                                     \
    for (type *item = (v)->ptr, *item##_end = (v)->len ? (v)->ptr + (v)->len : (v)->ptr;           \
         item != item##_end; item++)

#define vec_last(v)    (&(v)->ptr[(v)->len - 1])
#define vec_clear(v)   ((void)((v)->len = 0))
#define vec_release(v) (free((v)->ptr), (void)((v)->ptr = NULL, (v)->len = (v)->cap = 0))

#endif
