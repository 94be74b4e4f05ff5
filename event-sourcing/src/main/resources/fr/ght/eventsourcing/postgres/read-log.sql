select position, id, stream, version, type, schema_version, payload::text as payload,
  metadata::text as metadata, occurred_at, recorded_at
from event
where position > $1 and position <= $2
order by position
limit $3
