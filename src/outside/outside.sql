-- Those outside who may be asked, and those who are not any more; by id, behind :after.
-- list outsiders(after int, n int) -> outsider_row
SELECT id, kind, name, contact, email, phone, address, language, ended_at, version, key_id FROM outsider
 WHERE id > :after ORDER BY id LIMIT :n;

-- list outsiders_active(n int) -> outsider_row
SELECT id, kind, name, contact, email, phone, address, language, ended_at, version, key_id FROM outsider
 WHERE ended_at IS NULL ORDER BY id LIMIT :n;

-- A link that still opens something, by its secret; an erased case is a closed one.
-- list outside_link_by_mac(mac bytes, now instant) -> outside_link_row
SELECT l.id, l.complaint_id, l.task_id, l.mac, l.shares, l.made_at, l.made_by, l.until_at, l.ended_at
  FROM outside_link l JOIN complaint c ON c.id = l.complaint_id
 WHERE l.mac = :mac AND l.ended_at IS NULL AND l.until_at > :now AND c.closed_at IS NULL;

-- Those of a case, the newest first.
-- list outside_links_of_case(complaint int) -> outside_link_row
SELECT id, complaint_id, task_id, mac, shares, made_at, made_by, until_at, ended_at
  FROM outside_link WHERE complaint_id = :complaint ORDER BY id DESC;

-- When somebody outside last opened what is shown to them in a case, since they were asked.
-- value outside_opened(complaint int, outsider int, since instant)
SELECT coalesce(max(at), 0) AS value FROM event
 WHERE complaint_id = :complaint AND position > 1 AND kind = 'outside_party_opened' AND actor_id = :outsider AND at >= :since;
