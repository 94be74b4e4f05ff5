-- Of each stream, how far each view has taken it, and whether it stands aside.
select coalesce(s.view, p.view) as view, coalesce(s.stream, p.stream) as stream,
  coalesce(s.version, 0) as version, p.view is not null as parked
from (select * from view_stream where view = any ($1) and stream = any ($2)) s
full join (select view, stream from parked_fact where view = any ($1) and stream = any ($2)) p
  on p.view = s.view and p.stream = s.stream
