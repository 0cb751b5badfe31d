-- A range of pages by its earliest and latest fact: late facts make some ranges wider, which costs a
-- question little, while keeping several stretches of time a range cost every batch.
drop index scorecard_fact_happened;
create index scorecard_fact_happened on scorecard_fact using brin (happened_at, recorded_at);
