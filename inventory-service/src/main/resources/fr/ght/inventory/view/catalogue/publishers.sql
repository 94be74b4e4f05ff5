-- What of each publisher is installed at establishments $2 of group $1, as recorded by $3; an empty
-- publisher is unknown. $4 says whether an earlier instant is asked for; else the sums are there. $5 is the only segment; an empty one is what
-- is unclassified.
with counts as materialized (
  select c.code, c.establishment, sum(c.machines)::bigint as installations from product_count c
    where not $4::boolean and c.ght = $1 and c.establishment = any ($2)
    group by c.code, c.establishment having sum(c.machines) > 0
  union all
  select d.code, d.establishment, sum(d.delta)::bigint from product_count_delta d
    where $4::boolean and d.ght = $1 and d.establishment = any ($2) and d.at <= $3
    group by d.code, d.establishment having sum(d.delta) > 0
)
select p.publisher, count(distinct c.code) as products, sum(c.installations)::bigint as installations,
  count(distinct c.establishment) as establishments
from counts c join product_row p
  on p.product = $1 || '/' || c.code and p.recorded_from <= $3 and p.recorded_to > $3
where $5::text is null or coalesce(p.segment, '') = $5
group by p.publisher
