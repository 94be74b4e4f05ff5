select count(distinct id) as rows from (
  (
    select e.id from audit_row e
    where e.ght = $1 and e.ght <> '' and ($5 = '' or e.establishment = $5)
      and e.recorded_at <= $6 {asked}
  )
  union all
  select e.id from unnest($2::text[], $3::timestamptz[], $4::timestamptz[])
    as s (establishment, since, until)
  join audit_row e on e.establishment = s.establishment and e.ght = ''
    and e.recorded_at >= s.since and e.recorded_at < s.until and e.recorded_at <= $6 {asked}
  union all
  select e.id from unnest($2::text[], $3::timestamptz[], $4::timestamptz[])
    as s (establishment, since, until)
  join audit_row e on e.moved_from = s.establishment and e.moved_from <> ''
    and e.recorded_at >= s.since and e.recorded_at < s.until and e.recorded_at <= $6 {asked}
  limit $7
) counted
