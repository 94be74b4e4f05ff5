insert into audit_row
  (recorded_at, occurred_at, id, correlation, causation, command,
   establishment, ght, moved_from, type, subject, actor, role)
select * from unnest(
  $1::timestamptz[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[],
  $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
