-- The log's migrations have the numbers from 100 to 199.
select coalesce(max(version::numeric), 0)::int from flyway_schema_history
where success and version ~ '^1[0-9]{2}(\.|$)'
