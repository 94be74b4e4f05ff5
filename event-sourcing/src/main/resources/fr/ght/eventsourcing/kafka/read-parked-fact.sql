select stream, topic, partition, first_offset, last_offset, first_version, facts, reason, parked_at,
  replays, replayed_at
from parked_fact
where view = $1 and stream = $2
