/* What a mail address looks like, for whoever takes one: portal, desk, API and import. */
#ifndef BASE_MAIL_ADDRESS_H
#define BASE_MAIL_ADDRESS_H

#include "base/base.h"

/*
 * Whether mail could be sent there: something before one "@", and behind it a domain of two names
 * or more with a dot between them, the last of which is no number; letters of other scripts are
 * fine. A host of the own network without a dot is none: an answer to it would never leave the
 * house, and most of those are slips. Whether somebody reads it, only a mail can tell. RFC 5321
 */
bool mail_address_good(const char *s);

#endif
