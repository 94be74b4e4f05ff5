-- The most installed first. $9 says whether an earlier instant is asked for; else their sums are
-- there.
with counts as materialized (
  select c.code, sum(c.machines)::bigint as installations from product_count c
    where not $9::boolean and c.ght = $1 and c.establishment = any ($5) group by c.code
  union all
  select d.code, sum(d.delta)::bigint from product_count_delta d
    where $9::boolean and d.ght = $1 and d.establishment = any ($5) and d.at <= $4 group by d.code
), found as materialized (
  select p.*, coalesce(c.installations, 0) as installations
  from product_row p left join counts c on c.code = p.code
  where p.ght = $1 and p.state = any ($2) and ($3::text is null or p.search like $3::text escape '\')
    and p.recorded_from <= $4 and p.recorded_to > $4
    and ($10::text is null or coalesce(p.segment, '') = $10)
)
select found.*, (select count(*) from found) as total from found
where $6::bigint is null or (-installations, code) > (-$6::bigint, $7::text)
order by -installations, code limit $8
