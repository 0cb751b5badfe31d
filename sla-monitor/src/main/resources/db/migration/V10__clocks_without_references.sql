-- A reference is looked up, and the row it leads to locked and so written, for each row that comes. Clocks and rungs are
-- written in transactions that hold the lock of their lead and know that it is there.
alter table clock drop constraint clock_lead_id_fkey;
alter table clock_rung drop constraint clock_rung_clock_id_fkey;
