-- Months that only grow are not vacuumed, so that ranges of the timeline are to be summarized by themselves.
drop index timeline_entry_recorded;
create index timeline_entry_recorded on timeline_entry using brin (recorded_at) with (autosummarize = on);
