-- All that a search finds, up to $8, and of that a page. One row at least: the total. "offset 0": each
-- establishment is looked into by itself, whatever the planner believes of the search.
with found as materialized (
  select m.*
  from unnest($1::text[]) as e (establishment)
  cross join lateral (
    select r.asset, r.sort_name from machine_row r
    where r.establishment = e.establishment and {standing}
      and ($2::text is null or r.kind = $2) and ($3::text is null or r.state = $3)
      and r.search like $4
    offset 0
  ) m
  limit $8
), page as materialized (
  select * from found r
  where (r.sort_name, r.asset) > ($5::text collate "C", $6::text collate "C")
  order by r.sort_name, r.asset limit $7
)
select c.total, m.*
from (select count(*) as total from found) c
left join (
  select r.*, s.seen_at
  from page p
  join machine_row r on r.asset = p.asset and {standing}
  left join machine_seen s on s.asset = p.asset
) m on true
order by m.sort_name, m.asset
