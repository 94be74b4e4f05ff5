insert into view_offset (view, topic, partition, next_offset, incarnation, streams)
select v.view, $1, p.partition, 0,
  coalesce((select max(o.incarnation) from view_offset o where o.view = v.view), 1),
  coalesce((select min(o.streams) from view_offset o where o.view = v.view), v.view)
from unnest($2::text[]) v (view) cross join unnest($3::int[]) p (partition)
order by v.view, p.partition
on conflict do nothing
