/* The desk's forms of the acknowledgement. */
#ifndef OPERATION_ACKNOWLEDGEMENT_ACK_PAGE_H
#define OPERATION_ACKNOWLEDGEMENT_ACK_PAGE_H

#include "web/req.h"

extern const struct route ack_routes[];

#endif
