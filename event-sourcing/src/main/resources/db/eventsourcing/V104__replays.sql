-- How often an operator had a parked stream replayed in vain, and when last.
alter table parked_stream
  add column replays int not null default 0,
  add column replayed_at timestamptz;
create index parked_stream_by_age on parked_stream (follower, parked_at, stream);
