insert into asset_software_row (asset, establishment, software, recorded_from, recorded_to)
  select m.asset, m.finess,
    array(select distinct s from unnest(i.software || (1 + m.number::bigint * 7919 % (select max(id) from software))::int) s order by s),
    m.recorded, timestamptz '9999-12-31Z'
  from bench_machine(?, ?) m join image i on i.image = (m.number::bigint * 2654435761 % 4000)::int
  where m.software > 0
