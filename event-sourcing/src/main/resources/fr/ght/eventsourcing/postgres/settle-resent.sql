-- The stream's events up to position $3 are sent. It stands aside from the next one on, if that is
-- at or below $4; else not any more. Nothing changes if it does already: then others were faster.
with next as (
  select position, version from event
  where stream = $2 and position > $3 and position <= $4
  order by version
  limit 1),
gone as (
  delete from parked_stream
  where follower = $1 and stream = $2 and first_position <= $3 and not exists (select from next))
update parked_stream p
set first_position = n.position, first_version = n.version,
  events = greatest(p.events - (n.version - p.first_version), 1), replays = 0,
  replayed_at = clock_timestamp()
from next n
where p.follower = $1 and p.stream = $2 and p.first_position <= $3
