-- The first $7 of each establishment, in the order of an index, and of those the first $7.
select m.*, s.seen_at
from unnest($1::text[]) as e (establishment)
cross join lateral (
  select r.* from machine_row r
  where r.establishment = e.establishment and {standing}
    and ($2::text is null or r.kind = $2) and ($3::text is null or r.state = $3)
    and r.search like $4
    and (r.sort_name, r.asset) > ($5::text collate "C", $6::text collate "C")
  order by r.sort_name, r.asset limit $7
) m
left join machine_seen s on s.asset = m.asset
order by m.sort_name, m.asset limit $7
