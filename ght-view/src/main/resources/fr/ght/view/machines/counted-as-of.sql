select establishment, sum(delta)::bigint as machines from machine_count_delta
  where establishment = any ($1) and kind in ('WORKSTATION', 'SERVER') and at <= $2
  group by establishment
