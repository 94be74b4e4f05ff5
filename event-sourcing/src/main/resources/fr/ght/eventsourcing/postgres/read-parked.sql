select stream, first_position, first_version, events, reason, parked_at, replays, replayed_at,
  replay_asked_at
from parked_stream where follower = $1
order by first_position
