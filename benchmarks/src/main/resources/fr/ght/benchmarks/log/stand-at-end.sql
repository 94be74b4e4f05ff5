insert into view_offset (view, topic, partition, next_offset, streams)
select v, $2, u.partition, u.next_offset, v
from unnest($1::text[]) v, unnest($3::int[], $4::bigint[]) u (partition, next_offset)
