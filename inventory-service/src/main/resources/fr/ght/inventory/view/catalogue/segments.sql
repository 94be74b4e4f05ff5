-- What of each segment is installed at establishments $2 of group $1, by publisher, as recorded by $3;
-- an empty segment is unclassified. $4 as with publishers.
with counts as materialized (
  select c.code, sum(c.machines)::bigint as installations from product_count c
    where not $4::boolean and c.ght = $1 and c.establishment = any ($2)
    group by c.code having sum(c.machines) > 0
  union all
  select d.code, sum(d.delta)::bigint from product_count_delta d
    where $4::boolean and d.ght = $1 and d.establishment = any ($2) and d.at <= $3
    group by d.code having sum(d.delta) > 0
)
select coalesce(p.segment, '') as segment, p.publisher, count(*) as products,
  sum(c.installations)::bigint as installations
from counts c join product_row p
  on p.product = $1 || '/' || c.code and p.recorded_from <= $3 and p.recorded_to > $3
group by 1, 2
