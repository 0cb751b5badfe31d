-- A key is written in the transaction that writes its lead, so that the check, a query a row, never
-- finds anything.
alter table lead_key drop constraint lead_key_lead_id_fkey;
