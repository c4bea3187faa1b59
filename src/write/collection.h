/* SPDX-License-Identifier: MIT */
/* Anki's database, schema 11 (anki rslib/src/storage/schema11.sql). The only user of SQLite. */
#ifndef WRITE_COLLECTION_H
#define WRITE_COLLECTION_H

#include "base/str.h"
#include "deck/deck.h"
#include "source/diag.h"

struct collection;

/* A database in memory with all notes and cards. NULL: reported. */
struct collection *collection_build(const struct awsml_deck *deck, struct diag *diag);
/* The bytes of the database's file; they belong to the collection. */
str collection_bytes(const struct collection *collection);
/* NULL is allowed. */
void collection_free(struct collection *collection);

#endif
