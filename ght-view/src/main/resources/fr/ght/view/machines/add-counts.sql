with batch as (
  select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[])
    as b (establishment, kind, at, delta)
), dated as (
  insert into machine_count_delta as d (establishment, kind, at, delta)
    select establishment, kind, at, delta from batch order by establishment, kind, at
  on conflict (establishment, kind, at) do update set delta = d.delta + excluded.delta
)
insert into machine_count as c (establishment, kind, machines)
  select establishment, kind, sum(delta) from batch
    group by establishment, kind order by establishment, kind
on conflict (establishment, kind) do update set machines = c.machines + excluded.machines
