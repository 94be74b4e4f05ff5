select establishment, sum(machines)::bigint as machines from machine_count
  where establishment = any ($1) and kind in ('WORKSTATION', 'SERVER')
  group by establishment
