select stream, topic, partition, first_offset, first_version, facts, reason, parked_at
from parked_fact where view = $1
order by parked_at, stream
