-- include "desk/satisfied.h"
-- What complainants said of the handling once their case was closed.
-- one satisfied(from int, until int, all bool, teams text, barred text) -> satisfied
SELECT count(*) AS asked,
       count(CASE WHEN satisfaction > 0 THEN 1 END) AS handled,
       count(CASE WHEN satisfaction >= 4 THEN 1 END) AS handled_good,
       count(CASE WHEN satisfaction BETWEEN 1 AND 2 THEN 1 END) AS handled_bad,
       count(satisfaction_fair) AS fair,
       count(CASE WHEN satisfaction_fair = 'yes' THEN 1 END) AS fair_yes,
       count(CASE WHEN satisfaction_fair = 'no' THEN 1 END) AS fair_no,
       count(CASE WHEN satisfaction_outcome > 0 THEN 1 END) AS outcome,
       count(CASE WHEN satisfaction_outcome >= 4 THEN 1 END) AS outcome_good,
       count(CASE WHEN satisfaction_outcome BETWEEN 1 AND 2 THEN 1 END) AS outcome_bad
  FROM complaint
 WHERE satisfaction_asked_at IS NOT NULL AND received_at >= :from AND received_at < :until
   AND @within(team_id) AND @not_barred(id);

-- Answers that are counted, of the questions of procedures; words are sealed and stay so. The
-- range of names keeps it in the index of plain answers.
-- list survey_counts(from int, until int, all bool, teams text, barred text) -> survey_count
SELECT f.name AS name, f.plain AS answer, max(c.pack_id) AS pack_id, count(*) AS n
  FROM own_field f JOIN complaint c ON c.id = f.complaint_id
 WHERE f.name >= 'survey.' AND f.name < 'survey/' AND f.plain IS NOT NULL
   AND c.received_at >= :from AND c.received_at < :until
   AND @within(c.team_id) AND @not_barred(c.id)
 GROUP BY f.name, f.plain ORDER BY f.name, f.plain;
