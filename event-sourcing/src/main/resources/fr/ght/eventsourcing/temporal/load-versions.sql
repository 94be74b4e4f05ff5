-- Joined to the keys, one look into the index each: "= any" over thousands of them may become a scan
-- that compares every row with every one of them.
select k.key, to_json(t)::text as row
from unnest($1::text[]) k (key) join {table} t on t.{key} = k.key and t.recorded_to = '9999-12-31Z'
