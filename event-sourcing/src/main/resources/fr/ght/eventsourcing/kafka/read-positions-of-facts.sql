-- Of these facts, where the log has them, if that is later than $4.
select e.id, e.position
from unnest($1::text[], $2::bigint[], $3::uuid[]) f (stream, version, id)
  join event e on e.stream = f.stream collate "C" and e.version = f.version and e.id = f.id
where e.position > $4
