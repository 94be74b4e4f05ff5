-- Not waited for until it is on disk: what a crash takes back, rows and offsets alike, is read from
-- the topic again.
select view, partition, next_offset, incarnation, streams, set_config('synchronous_commit', 'off', true)
from view_offset
where topic = $1 and view = any ($2) and partition = any ($3)
order by view, partition
for update
