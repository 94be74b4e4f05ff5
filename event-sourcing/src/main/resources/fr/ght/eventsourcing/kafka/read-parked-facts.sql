-- In the order in which they were parked; of a page, what comes behind ($2, $3).
select stream, topic, partition, first_offset, last_offset, first_version, facts, reason, parked_at,
  replays, replayed_at
from parked_fact
where view = $1 and (parked_at, stream) > ($2, $3)
order by parked_at, stream
limit $4
