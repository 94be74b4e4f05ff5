-- How many machines of establishments $2 have anything of each publisher now.
with named as materialized (
  select e.software, p.publisher from software_product_row e
    join product_row p on p.product = $1 || '/' || e.code and p.recorded_to = '9999-12-31Z'
  where e.ght = $1 and e.recorded_to = '9999-12-31Z' and e.outcome <> 'SET_ASIDE'
    and ($3::text is null or coalesce(p.segment, '') = $3)
)
select n.publisher, count(distinct m.asset) as machines
from product_machine m
  cross join lateral unnest(m.software) s (id)
  join named n on n.software = s.id
where m.counted and m.establishment = any ($2)
group by n.publisher
