select count(*) as machines from (
  select 1 from machine_row r
  where r.establishment = any ($1) and {standing}
    and ($2::text is null or r.kind = $2) and ($3::text is null or r.state = $3)
    and ($4::text is null or r.search like $4)
  limit $5
) counted
