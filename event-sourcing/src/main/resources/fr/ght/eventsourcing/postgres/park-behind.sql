-- Later events of streams that are parked. A position is counted once.
update parked_stream p
set events = p.events + u.events, last_position = u.last_position
from unnest($2::text[], $3::bigint[], $4::bigint[]) u (stream, events, last_position)
where p.follower = $1 and p.stream = u.stream and p.last_position < u.last_position
