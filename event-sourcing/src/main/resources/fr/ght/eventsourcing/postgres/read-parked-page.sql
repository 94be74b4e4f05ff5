-- In the order in which they were parked; of a page, what comes behind ($2, $3).
select stream, first_position, first_version, events, reason, parked_at, replays, replayed_at,
  replay_asked_at
from parked_stream
where follower = $1 and (parked_at, stream) > ($2, $3)
order by parked_at, stream
limit $4
