/* SPDX-License-Identifier: MIT */
/* ident/lock: the format is that of its header, written down here a second time. */
#include "ident/lock.h"
#include "unit.h"

int main(void)
{
    return 0;
}
