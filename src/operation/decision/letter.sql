-- What the published notice says about bodies outside, in that language or else in the
-- organisation's own.
-- list notice_outside(language text, own text) -> notice_row
SELECT id, language, outside_options
  FROM notice
 WHERE state = 'published' AND language IN (:language, :own)
 ORDER BY edition DESC, id DESC;
