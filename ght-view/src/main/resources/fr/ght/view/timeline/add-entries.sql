insert into timeline_row
  (id, type, ght, establishment, subject, role, details, occurred_at, recorded_at)
select id, type, ght, establishment, subject, role, details, occurred_at, recorded_at
  from jsonb_populate_recordset(null::timeline_row, $1::text::jsonb)
