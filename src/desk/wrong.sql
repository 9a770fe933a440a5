-- include "desk/pick.h"
-- Complaints whose priority was corrected because the assessment before was wrong, by the day they
-- were received: how many, and which. S3 of Annex H. [7.5-c]
-- value wrong_count(from int, until int, all bool, teams text, barred text)
SELECT count(*) AS value FROM complaint c
 WHERE c.received_at >= :from AND c.received_at < :until
   AND c.id IN (SELECT complaint_id FROM assessment WHERE former_wrong = 1)
   AND c.set_aside IS NULL AND @within(c.team_id) AND @not_barred(c.id);

-- list wrong_page(from int, until int, before int, before_id int, n int, all bool, teams text, barred text) -> case_key
SELECT c.id, c.received_at AS place, c.team_id, c.stage, c.class, c.severity, c.channel, c.received_at, c.repeats
  FROM complaint c
 WHERE c.received_at >= :from AND c.received_at < :until
   AND (c.received_at, c.id) < (:before, :before_id)
   AND c.id IN (SELECT complaint_id FROM assessment WHERE former_wrong = 1)
   AND c.set_aside IS NULL AND @within(c.team_id) AND @not_barred(c.id)
 ORDER BY c.received_at DESC, c.id DESC LIMIT :n;
