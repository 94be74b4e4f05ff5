select establishment, kind, sum(delta)::bigint as machines from machine_count_delta
  where establishment = any ($1) and at <= $2
  group by establishment, kind having sum(delta) <> 0
union all
select establishment, null, sum(delta)::bigint from freshness_delta
  where establishment = any ($1) and at <= $2
  group by establishment
