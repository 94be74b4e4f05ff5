insert into event (position, version, occurred_at, recorded_at, id, schema_version, stream, type,
  payload, metadata)
select nextval('event_position'), v, clock_timestamp(), clock_timestamp(), gen_random_uuid(), 1,
  'bench/filled-' || lpad(s::text, 8, '0'), 'asset-seen',
  ('{"value":"' || repeat(md5((s * 1000 + v)::text), 9) || '"}')::json,
  '{"actor":{"subject":"agent-1","role":"system"},"command":null,"correlation":"0197a5c0-0000-7000-8000-000000000000","causation":null}'::json
from generate_series(1, ?) s, generate_series(1, ?) v
