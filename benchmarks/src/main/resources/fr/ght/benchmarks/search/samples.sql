-- Machines of the establishments, drawn at random.
select r.asset, r.establishment, r.name, r.serial, r.hardware_uuid, split_part(r.network, ' ', 1) as mac,
  r.sort_name, r.kind, r.sort_manufacturer, r.sort_model, r.sort_memory, r.sort_system, r.software_count
from (
  select p.first + floor(p.machines * random())::int as number
  from generate_series(1, 400) n
    cross join lateral (
      select * from bench_place where finess = any (?) and machines > 0
      order by -ln(1 - random()) / machines + n * 0 limit 1
    ) p
) drawn
  cross join lateral bench_machine(drawn.number, drawn.number + 1) m
  join asset_row r on r.asset = m.asset and r.recorded_to = '9999-12-31Z'
