-- Head and events in one statement, so that they are of one instant. The note comes once.
select s.version as head_version, s.revision as head_revision,
  case when e.version is null or e.version = 1 then s.note end as note,
  e.position, e.id, e.stream, e.version, e.type, e.schema_version, e.payload::text as payload,
  e.metadata::text as metadata, e.occurred_at, e.recorded_at
from stream s left join event e on e.stream = s.id
where s.id = $1
order by e.version
