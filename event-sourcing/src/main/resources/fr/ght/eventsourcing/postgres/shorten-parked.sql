-- The first of them are taken.
update parked_stream
set first_position = $3, first_version = $4, events = greatest(events - $5, 1), replays = 0,
  replayed_at = clock_timestamp()
where follower = $1 and stream = $2
