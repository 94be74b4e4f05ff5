-- A version that would end in the instant in which it began never stood.
with ended as (
  select * from jsonb_to_recordset($1::text::jsonb) as e (key text, at timestamptz)
), gone as (
  delete from {table} t using ended e where t.{key} = e.key and t.recorded_from >= e.at
)
update {table} t set recorded_to = e.at from ended e
  where t.{key} = e.key and t.recorded_to = '9999-12-31Z' and t.recorded_from < e.at
