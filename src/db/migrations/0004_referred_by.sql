-- Who passed the complaint on to us. [Annex E]

ALTER TABLE complaint ADD COLUMN referred_by @secret(complaint);
