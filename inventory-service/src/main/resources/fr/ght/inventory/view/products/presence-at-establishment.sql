select m.establishment, p.code, p.version, count(distinct m.asset)::int as machines
from product_machine m
  cross join lateral unnest(m.software) s (id)
  join software_product_row p
    on p.ght = $1 and p.software = s.id and p.recorded_to = '9999-12-31Z' and p.outcome <> 'SET_ASIDE'
where m.counted and m.establishment = $2
group by m.establishment, p.code, p.version
