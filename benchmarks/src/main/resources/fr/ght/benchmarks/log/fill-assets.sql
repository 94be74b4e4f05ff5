-- So many machines with so many events each: four of the first report, one after the other; then one a day, in
-- turn, mostly that the machine was seen, every eighth that its software changed. As facts have them.
with machine as (
  select m, 'asset/' || substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-4' || substr(h, 14, 3) || '-8'
      || substr(h, 18, 3) || '-' || substr(h, 21, 12) as stream,
    lpad((420000000 + m % 20)::text, 9, '0') as establishment
  from (select m, md5(m::text) as h from generate_series(1, ?) m) h
), line as (
  select m, v, stream, establishment, case
      when v = 1 then 'asset-discovered'
      when v = 2 then 'asset-hardware-changed'
      when v = 3 then 'asset-operating-system-changed'
      when v = 4 or v % 8 = 4 then 'asset-software-changed'
      else 'asset-seen' end as type,
    timestamptz '2026-01-01 06:00Z' + greatest(v - 4, 0) * interval '1 day' + m * interval '50 ms' as at
  from machine, generate_series(1, ?) v
), event_of as (
  select *, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as observed from line
  order by greatest(v - 4, 0), m, v
)
insert into event (position, version, occurred_at, recorded_at, id, schema_version, stream, type,
  payload, metadata)
select nextval('event_position'), v, at, at, gen_random_uuid(), 1, stream, type,
  (jsonb_build_object('asset', split_part(stream, '/', 2), 'establishment', establishment,
      'observedAt', observed)
    || case type
      when 'asset-discovered' then jsonb_build_object('kind', 'WORKSTATION', 'name', 'pc-' || m)
      when 'asset-hardware-changed' then jsonb_build_object('kind', 'WORKSTATION', 'name', 'pc-' || m,
        'manufacturer', 'Dell Inc.', 'model', 'OptiPlex 7010', 'serial', md5('s' || m),
        'memoryMib', 8192, 'diskMb', 500107, 'macs', jsonb_build_array('00:11:22:33:44:55'),
        'addresses', jsonb_build_array('10.42.0.12', '2001:db8::12'))
      when 'asset-operating-system-changed' then jsonb_build_object('name', 'Debian GNU/Linux',
        'version', '12', 'kernel', '6.1.0-28-amd64', 'architecture', 'x86_64')
      when 'asset-software-changed' then jsonb_build_object('total', 150 + v, 'added',
        jsonb_build_array(jsonb_build_object('name', 'Mozilla Firefox', 'version', v || '.0',
          'publisher', 'Mozilla', 'architecture', 'x86_64')), 'removed', '[]'::jsonb)
      else '{}'::jsonb end)::text::json,
  '{"actor":{"subject":"agent-1","role":"system"},"command":null,"correlation":"0197a5c0-0000-7000-8000-000000000000","causation":null}'::json
from event_of
