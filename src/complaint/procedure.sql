-- list settings() -> setting_row
SELECT id, name, value FROM setting ORDER BY name;

-- one setting_by_name(name text) -> setting_row
SELECT id, name, value FROM setting WHERE name = :name;

-- list clock_rules() -> clock_rule_row
SELECT id, name, starts, stops, unit, length, calendar, en, zh_hans, zh_hant, vi
       , hours, counts_first, rolls, pauses, tells, extends
  FROM clock_rule ORDER BY id;

-- list calendars() -> calendar_row
SELECT id, name, weekdays, holidays, workdays, en, zh_hans, zh_hant, vi, years, sources FROM calendar ORDER BY id;

-- value organisation_chain()
SELECT length AS value FROM chain WHERE complaint_id = 0;

-- list codes() -> code_row
SELECT id, list, code, position, en, zh_hans, zh_hant, vi, amount, detail, fixed, ended_at
  FROM code ORDER BY list, position, id;
