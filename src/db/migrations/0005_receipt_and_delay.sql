-- The day of the first receipt, corrected, and the delay that was told while a date stays.

ALTER TABLE complaint ADD COLUMN received_was @time; -- as it was first written down; not set: nobody corrected it
ALTER TABLE complaint ADD COLUMN receipt_corrected_at @time;
ALTER TABLE clock ADD COLUMN delay_told_at @time; -- when the complainant was told last that it takes longer; due_at stays
ALTER TABLE clock ADD COLUMN expected_on @date; -- and for when it was announced then
-- What is due and was due, in its order: the dates of the day read as many as they show.
CREATE INDEX clock_due ON clock (due_at, id) WHERE state = 'running';
