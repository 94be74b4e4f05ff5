select view, version, state, begun_at, hold, done, total, per_second, trouble, digest_before,
  digest_after, only_before, only_after, changed_at, held_until > clock_timestamp() as held
from view_version
where $1::text is null or view = $1
order by view, version
