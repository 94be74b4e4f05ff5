-- Later events of streams that are parked. A position is counted once.
with behind as (
  select u.stream, count(*) as events, max(u.position) as last_position
  from unnest($2::text[], $3::bigint[]) u (stream, position)
    join parked_stream p
      on p.follower = $1 and p.stream = u.stream and p.last_position < u.position
  group by u.stream)
update parked_stream p
set events = p.events + b.events, last_position = b.last_position
from behind b
where p.follower = $1 and p.stream = b.stream
