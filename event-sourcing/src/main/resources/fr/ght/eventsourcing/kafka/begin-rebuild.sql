insert into view_rebuild (view, as_of, digest_before, targets)
select $1, $2, $3, coalesce(array_agg(next_offset order by partition), '{}')
from view_offset where view = $1 and topic = $4
on conflict (view) do update set begun_at = clock_timestamp(), as_of = excluded.as_of,
  digest_before = excluded.digest_before, targets = excluded.targets,
  digest_after = null, finished_at = null
