/* The table of all pages: one line for each. */
#include "edge/pages.h"

#include "designer/designer_view.h"
#include "desk/act_view.h"
#include "desk/alerts_view.h"
#include "desk/desk_view.h"
#include "desk/look_view.h"
#include "desk/people_view.h"
#include "desk/tasks_view.h"
#include "desk/why_view.h"
#include "group/group_view.h"
#include "keep/keep_view.h"
#include "outside/outside_view.h"
#include "people/door_view.h"
#include "portal/portal_view.h"
#include "portal/receipt_view.h"
#include "redact/redact_view.h"
#include "walls/walls_view.h"
#include "web/error_page.h"
#include "web/page.h"

const struct page_of pages[] = {
    { "desk/readers.html", &readers_page_record },
    { "desk/act/split.html", &act_split_record },
    { "desk/several.html", &several_page_record },
    { "desk/redact.html", &redact_page_record },
    { "desk/act/redact.html", &act_redact_record },
    { "desk/act/redact_file.html", &act_redact_file_record },
    { "desk/act/originals.html", &act_originals_record },
    { "desk/act/acknowledge.html", &act_acknowledge_record },
    { "desk/act/answer.html", &act_answer_record },
    { "desk/act/approve.html", &act_approve_record },
    { "desk/act/assess.html", &act_assess_record },
    { "desk/act/carry_out.html", &act_carry_out_record },
    { "desk/act/call.html", &act_call_record },
    { "desk/act/close.html", &act_close_record },
    { "desk/act/conflict.html", &act_conflict_record },
    { "desk/act/communicate.html", &act_communicate_record },
    { "desk/act/decide.html", &act_decide_record },
    { "desk/act/disclose.html", &act_disclose_record },
    { "desk/act/evidence.html", &act_evidence_record },
    { "desk/act/files.html", &act_files_record },
    { "desk/act/interview.html", &act_interview_record },
    { "desk/act/investigate.html", &act_investigate_record },
    { "desk/act/on_the_spot.html", &act_on_the_spot_record },
    { "desk/act/outside.html", &act_outside_record },
    { "desk/act/own.html", &act_own_record },
    { "desk/act/matter.html", &act_matter_record },
    { "desk/act/party.html", &act_party_record },
    { "desk/act/reason.html", &act_reason_record },
    { "desk/act/receive.html", &act_receive_record },
    { "desk/act/remedy.html", &act_remedy_record },
    { "desk/act/reportability.html", &act_reports_record },
    { "desk/act/respond.html", &act_respond_record },
    { "desk/act/message_sent.html", &act_message_sent_record },
    { "desk/act/returned.html", &act_returned_record },
    { "desk/act/review.html", &act_review_record },
    { "desk/act/delay.html", &act_delay_record },
    { "desk/act/update.html", &act_update_record },
    { "desk/alerts.html", &alerts_page_record },
    { "desk/case.html", &case_page_record },
    { "desk/confirm.html", &confirm_page_record },
    { "desk/dates.html", &case_dates_record },
    { "desk/designer.html", &designer_page_record },
    { "desk/designer_compare.html", &designer_compare_record },
    { "desk/designer_dates.html", &designer_dates_record },
    { "desk/designer_edit.html", &designer_edit_record },
    { "desk/designer_parts.html", &designer_parts_record },
    { "desk/designer_trial.html", &designer_trial_record },
    { "desk/designer_versions.html", &designer_versions_record },
    { "desk/disclosure.html", &disclosure_page_record },
    { "desk/disclosures.html", &disclosures_page_record },
    { "desk/elsewhere.html", &desk_elsewhere_record },
    { "desk/budget.html", &budget_page_record },
    { "desk/figures.html", &figures_page_record },
    { "desk/hand_over.html", &owners_page_record },
    { "desk/hand_over_from.html", &hand_over_page_record },
    { "desk/keep.html", &keep_page_record },
    { "desk/look.html", &look_page_record },
    { "desk/tasks.html", &task_page_record },
    { "desk/keys.html", &figures_page_record },
    { "desk/list.html", &list_page_record },
    { "desk/login.html", &login_page_record },
    { "desk/login_code.html", &code_page_record },
    { "desk/password.html", &password_page_record },
    { "desk/one_screen.html", &case_page_record },
    { "desk/persons.html", &persons_page_record },
    { "desk/persons_compare.html", &compare_page_record },
    { "desk/print.html", &sheet_page_record },
    { "desk/procedure.html", &procedure_page_record },
    { "desk/standard.html", &standard_page_record },
    { "desk/letter.html", &letter_sheet_record },
    { "desk/record_sheet.html", &record_sheet_record },
    { "desk/recovery_codes.html", &codes_page_record },
    { "desk/reset.html", &reset_page_record },
    { "desk/second_factor.html", &factor_page_record },
    { "desk/second_factor_new.html", &factor_new_page_record },
    { "desk/settings/form.html", &setting_page_record },
    { "desk/settings/list.html", &settings_page_record },
    { "error.html", &error_page_record },
    { "portal/about.html", &complain_page_record },
    { "portal/own.html", &complain_page_record },
    { "portal/all.html", &complain_page_record },
    { "portal/check.html", &complain_page_record },
    { "portal/enter.html", &enter_page_record },
    { "portal/correct.html", &correct_page_record },
    { "portal/elsewhere.html", &elsewhere_page_record },
    { "portal/files.html", &complain_page_record },
    { "portal/for_other.html", &complain_page_record },
    { "portal/notice.html", &notice_page_record },
    { "portal/outside.html", &outside_page_record },
    { "portal/policy.html", &policy_page_record },
    { "portal/published.html", &published_page_record },
    { "portal/reach.html", &complain_page_record },
    { "portal/receipt.html", &receipt_page_record },
    { "portal/receipt_paper.html", &receipt_paper_page_record },
    { "portal/remedy.html", &complain_page_record },
    { "portal/start.html", &start_page_record },
    { "portal/track.html", &track_page_record },
    { "portal/verify.html", &verify_page_record },
    { "portal/what.html", &complain_page_record },
    { "portal/when.html", &complain_page_record },
    { "portal/who.html", &complain_page_record },
    { 0 },
};

bool pages_check(const struct templates *t, struct err *err)
{
    for (const struct page_of *page = pages; page->template; page++)
        if (!template_check_with(t, page->template, page->record, &page_record, err))
            return false;
    return true;
}
