-- On how many machines of the group's establishments which product is in which version, of the
-- machines that have any of this software.
select m.establishment, p.code, p.version, count(distinct m.asset)::int as machines
from product_machine m
  join catalogue_member g on g.establishment = m.establishment and g.ght = $1
  cross join lateral unnest(m.software) s (id)
  join software_product_row p
    on p.ght = $1 and p.software = s.id and p.recorded_to = '9999-12-31Z' and p.outcome <> 'SET_ASIDE'
where m.counted and m.software && $2::int[]
group by m.establishment, p.code, p.version
