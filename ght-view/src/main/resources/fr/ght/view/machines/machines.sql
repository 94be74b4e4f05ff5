-- The first $7 of each establishment, in the order of an index, and of those the first $7. Planned for
-- its values: where nothing is searched for, the index is all that is read of the others. The empty text
-- keeps the index of searches out: so much fits here that the order's index is the one to go through.
with page as materialized (
  select m.*
  from unnest($1::text[]) as e (establishment)
  cross join lateral (
    select r.asset, r.sort_name from machine_row r
    where r.establishment = e.establishment and {standing}
      and ($2::text is null or r.kind = $2) and ($3::text is null or r.state = $3)
      and ($4::text is null or r.search || '' like $4)
      and (r.sort_name, r.asset) > ($5::text collate "C", $6::text collate "C")
    order by r.sort_name, r.asset limit $7
  ) m
  order by m.sort_name, m.asset limit $7
)
select r.*, s.seen_at
from page p
join machine_row r on r.asset = p.asset and {standing}
left join machine_seen s on s.asset = p.asset
order by p.sort_name, p.asset
