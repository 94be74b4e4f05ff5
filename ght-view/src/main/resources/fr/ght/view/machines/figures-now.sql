select establishment, kind, machines from machine_count
  where establishment = any ($1) and machines <> 0
union all
select establishment, null, sum(delta)::bigint from freshness_delta
  where establishment = any ($1) and at <= $2
  group by establishment
