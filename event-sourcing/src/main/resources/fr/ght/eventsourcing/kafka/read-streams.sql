-- Of each stream, how far each view has taken it, and whether it stands aside. A view's streams are
-- counted under the name beside it.
select coalesce(s.view, p.view) as view, coalesce(s.stream, p.stream) as stream,
  coalesce(s.version, 0) as version, p.view is not null as parked
from (
  select v.view, s.stream, s.version
  from unnest($1::text[], $2::text[]) v (view, streams)
    join view_stream s on s.view = v.streams and s.stream = any ($3)
) s
full join (select view, stream from parked_fact where view = any ($1) and stream = any ($3)) p
  on p.view = s.view and p.stream = s.stream
