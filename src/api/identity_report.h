/* SPDX-License-Identifier: MIT */
/* What people are told about the identity of their notes. */
#ifndef API_IDENTITY_REPORT_H
#define API_IDENTITY_REPORT_H

#include "api/identity.h"

/* Do two notes of the deck come from one section? They share its id then. */
bool identity_same_section(const struct identity *identity, const struct awsml_deck *deck,
                           size_t a, size_t b);

/* Two places have the same id in a comment. */
void identity_report_double_id(const struct identity *identity, const struct awsml_deck *deck,
                               size_t first, size_t second);

/* Notes that could be either of two: both places, and the line that settles it. */
void identity_report_ties(const struct identity *identity, const struct awsml_deck *deck,
                          const struct settled *settled);

/* What is gone, with the search that finds it; whose cards people have to move themselves. */
void identity_report_changes(const struct identity *identity, const struct awsml_deck *deck);

/* --locked, and the lock would change: why. */
void identity_report_locked(const struct identity *identity, const struct awsml_deck *deck);

#endif
