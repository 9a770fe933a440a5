-- What stands now, in all languages: the published text and the draft of each.
-- list notices_present() -> notice_row
SELECT id, edition, state, language, where_and_how, what_to_provide, process, times, remedies,
       outside_options, status, rights_and_duties, privacy, published_at, published_by
  FROM notice WHERE state IN ('draft', 'published') ORDER BY language, state;

-- value notice_last_edition()
SELECT COALESCE(MAX(edition), 0) AS value FROM notice;
