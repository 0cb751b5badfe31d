-- A visit is numbered under the lock of its lead; that the numbers are right costs an entry of an index for each visit.
alter table stage_visit drop constraint stage_visit_counts;
-- Room in a page for the end of a visit, so that no index has to be told of it.
alter table stage_visit set (fillfactor = 80);
