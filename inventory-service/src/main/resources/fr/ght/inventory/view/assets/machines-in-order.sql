-- A page in the order of an index: of that no more is read than the page needs.
with page as materialized (
  {keys}
)
select r.*, s.seen_at
from page p
join asset_row r on r.asset = p.asset and {standing}
left join asset_seen s on s.asset = p.asset
order by {order of page}
