-- Facts are looked up by lead only when a lead is forgotten. A filter for each half MiB of them does for that, and
-- costs next to nothing where an index took an entry for each fact that came.
drop index scorecard_fact_lead;
create index scorecard_fact_lead on scorecard_fact
  using brin (lead_id uuid_bloom_ops (n_distinct_per_range = 4000)) with (pages_per_range = 64);
