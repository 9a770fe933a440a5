#include "complaint/happenings.h"

#include "base/err.h"

static const struct word happening[] = {
    { NULL, NULL },
    { "received", N_("complaint received") },
    { "acknowledged", N_("receipt confirmed to the complainant") },
    { "acknowledgement_failed", N_("confirmation of receipt came back") },
    { "assessed", N_("assessed") },
    { "investigation_begun", N_("investigation begun") },
    { "investigated", N_("investigation ended") },
    { "updated", N_("complainant told how it is going") },
    { "delay_told", N_("delay told to the complainant") },
    { "decided", N_("decision taken") },
    { "communicated", N_("decision told to the complainant") },
    { "accepted", N_("decision accepted by the complainant") },
    { "rejected", N_("decision not accepted by the complainant") },
    { "reminded", N_("complainant reminded") },
    { "outside_told", N_("bodies outside named to the complainant") },
    { "outside_settled", N_("dispute outside ended") },
    { "solved", N_("solved on the spot") },
    { "verified", N_("remedies verified") },
    { "new_fact", N_("new fact came in") },
    { "reopened", N_("opened again") },
    { "published", N_("result published") },
    { "closed", N_("complaint closed") },
    { "significant", N_("found significant for the first time") },
    { "alerted", N_("top management alerted") },
    { "alerts_read", N_("all alerts read") },
    { "help_asked", N_("superior asked for help") },
    { "help_answered", N_("superior answered") },
    { "outside_party_asked", N_("somebody outside asked") },
    { "outside_party_answered", N_("somebody outside answered") },
};
const struct words happening_words = { "happening", happening, COUNT(happening) };
