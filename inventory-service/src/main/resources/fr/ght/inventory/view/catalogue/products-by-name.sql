-- The counts are looked up for the rows of the page only. $9 says whether an earlier instant is
-- asked for; else their sums are there.
with found as materialized (
  select p.* from product_row p
  where p.ght = $1 and p.state = any ($2) and ($3::text is null or p.search like $3::text escape '\')
    and p.recorded_from <= $4 and p.recorded_to > $4
    and ($10::text is null or coalesce(p.segment, '') = $10)
), page as materialized (
  select * from found
  where $6::text is null or (sort_name, code) > ($6::text, $7::text)
  order by sort_name, code limit $8
)
select page.*, (select count(*) from found) as total,
  case when $9::boolean
    then (select coalesce(sum(d.delta), 0)::bigint from product_count_delta d
      where d.ght = $1 and d.code = page.code and d.establishment = any ($5) and d.at <= $4)
    else (select coalesce(sum(c.machines), 0)::bigint from product_count c
      where c.ght = $1 and c.code = page.code and c.establishment = any ($5))
  end as installations
from page order by sort_name, code
