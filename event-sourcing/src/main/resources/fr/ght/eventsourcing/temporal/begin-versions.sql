insert into {table} select r.* from jsonb_populate_recordset(null::{table}, $1::text::jsonb) r
