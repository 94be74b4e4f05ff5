-- Only ever forward.
update view_offset o set next_offset = u.next_offset
from unnest($2::text[], $3::int[], $4::bigint[]) u (view, partition, next_offset)
where o.topic = $1 and o.view = u.view and o.partition = u.partition and o.next_offset < u.next_offset
