insert into bare_event (stream, version, type, schema_version, id, payload, metadata, occurred_at)
values ($1, $2, $3, $4, $5, $6::text::json, $7::text::json, $8)
