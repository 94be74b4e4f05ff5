select position, id, stream, version, type, schema_version, payload::text as payload,
  metadata::text as metadata, occurred_at, recorded_at
from event
where position > $1 and position <= $2
  and (cardinality($4::text[]) = 0 or split_part(stream, '/', 1) = any ($4::text[]))
order by position
limit $3
