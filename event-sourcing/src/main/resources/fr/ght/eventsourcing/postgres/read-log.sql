-- At most $3 events, and no more after the one that reaches 4 MiB as they are stored: events may be
-- large reports, and whoever reads holds a whole slice in memory.
select position, id, stream, version, type, schema_version, payload::text as payload,
  metadata::text as metadata, occurred_at, recorded_at, stored >= 4194304 as full
from (
  select *, sum(pg_column_size(payload)) over (order by position rows unbounded preceding) as stored
  from event
  where position > $1 and position <= $2
    and (cardinality($4::text[]) = 0 or split_part(stream, '/', 1) = any ($4::text[]))
  order by position
  limit $3) e
where stored - pg_column_size(payload) < 4194304
order by position
