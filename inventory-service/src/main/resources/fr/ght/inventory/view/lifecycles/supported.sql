-- The products of the group with a lifecycle, and what was told of it: for the group, else for all.
select p.code, p.name, p.publisher, p.endoflife, l.label, l.releases::text as releases, l.source
from product_row p left join lateral (
  select r.label, r.releases, r.source from lifecycle_row r
  where r.product = p.endoflife and r.ght in ($1, '') and r.recorded_from <= $2 and r.recorded_to > $2
  order by r.ght desc limit 1
) l on true
where p.ght = $1 and p.endoflife is not null and p.state in ('CATALOGUED', 'RECOGNISED')
  and p.recorded_from <= $2 and p.recorded_to > $2
order by p.code
