-- list code_lists() -> code_row
SELECT list, MAX(fixed) AS fixed FROM code GROUP BY list ORDER BY list;

-- list codes_all_of(list text) -> code_row
SELECT id, list, code, position, en, zh_hans, zh_hant, vi, amount, detail, fixed, ended_at
  FROM code WHERE list = :list ORDER BY position, code;

-- one code_named(list text, code text) -> code_row
SELECT id, list, code, position, en, zh_hans, zh_hant, vi, amount, detail, fixed, ended_at
  FROM code WHERE list = :list AND code = :code;

-- one clock_rule_named(name text) -> clock_rule_row
SELECT id, name, starts, stops, unit, length, calendar, en, zh_hans, zh_hant, vi
       , hours, counts_first, rolls, pauses, tells, extends
  FROM clock_rule WHERE name = :name;
