with batch as (
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::int[])
    as b (ght, code, version, establishment, at, delta)
), dated as (
  insert into product_count_delta as d (ght, code, version, establishment, at, delta)
    select ght, code, version, establishment, at, delta from batch
      order by ght, code, version, establishment, at
  on conflict (ght, code, version, establishment, at) do update set delta = d.delta + excluded.delta
)
insert into product_count as c (ght, code, version, establishment, machines)
  select ght, code, version, establishment, sum(delta) from batch
    group by ght, code, version, establishment order by ght, code, version, establishment
on conflict (ght, code, version, establishment) do update set machines = c.machines + excluded.machines
