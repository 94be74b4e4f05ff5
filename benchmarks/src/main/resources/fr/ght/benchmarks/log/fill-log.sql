-- A backlog of %1$d events in a thousand streams, of %3$d characters each that do not compress to
-- nothing: %2$d digests in hexadecimal, cut.
insert into event (position, version, occurred_at, recorded_at, id, schema_version, stream, type,
  payload, metadata)
select n, n / 1000 + 1, now(), now(), gen_random_uuid(), 1, 'ward/w' || n %% 1000, 'told',
  json_build_object('value', left((
    select string_agg(encode(sha256((n || '-' || part)::bytea), 'hex'), '')
    from generate_series(1, %2$d) part), %3$d)),
  '{"actor":{"subject":"s-1","role":"dsi"},"correlation":"0af76519-16cd-43dd-8448-eb211c80319c"}'
from generate_series(1, %1$d) n;
select setval('event_position', %1$d);
analyze event
