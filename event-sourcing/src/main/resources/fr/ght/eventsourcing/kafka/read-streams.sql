-- Of each stream, how far each view has taken it, and whether it stands aside. A view's streams are
-- counted under the name beside it. Joined to the streams asked for, one look into the index each:
-- "= any" over thousands of them may become a scan that compares every row with every one of them.
select v.view, w.stream, coalesce(s.version, 0) as version, p.view is not null as parked
from unnest($1::text[], $2::text[]) v (view, streams)
  cross join unnest($3::text[]) w (stream)
  left join view_stream s on s.view = v.streams and s.stream = w.stream
  left join parked_fact p on p.view = v.view and p.stream = w.stream
where s.version is not null or p.view is not null
