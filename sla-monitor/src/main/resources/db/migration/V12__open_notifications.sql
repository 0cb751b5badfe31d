-- Whether a receiver is still owed something under a key is asked whenever a page is over.
create index notification_open on notification (channel, key)
  where act = 'TRIGGER' and closed_at is null;
