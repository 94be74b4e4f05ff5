-- All that a search finds, if it is not too much, and of that a page. One row at least: the total.
with found as materialized (
  {found}
  limit {counted}
), page as materialized (
  select r.* from found r where {behind} order by {order} limit {most}
)
select c.total, m.*
from (select count(*) as total from found) c
left join (
  select r.*, s.seen_at from page p
    join asset_row r on r.asset = p.asset and {standing}
    left join asset_seen s on s.asset = p.asset
) m on true
order by {order of machines}
