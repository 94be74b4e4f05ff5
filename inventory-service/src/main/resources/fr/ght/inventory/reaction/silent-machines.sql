-- Machines in service that were last seen before $1, and whose silence since is not noted; behind $2.
select s.asset, s.seen_at
from asset_seen s
join asset_row r on r.asset = s.asset and r.recorded_to = '9999-12-31Z' and r.state = 'IN_SERVICE'
where s.seen_at < $1 and s.asset > $2
  and not exists (
    select from noted_silence noted where noted.asset = s.asset and noted.seen_at = s.seen_at)
order by s.asset
limit $3
