-- Rows that only one of two versions of a table has.
with before as (
  select ({content})::jsonb as row from {before} t where {condition}
), after as (
  select ({content})::jsonb as row from {after} t where {condition}
)
select
  (select count(*) from (select row from before except all select row from after) r) as only_before,
  (select count(*) from (select row from after except all select row from before) r) as only_after
