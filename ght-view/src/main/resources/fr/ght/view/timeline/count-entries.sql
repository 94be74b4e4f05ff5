select count(distinct id) as entries from (
  (
    select g.id from timeline_row g
    where g.ght = $1 and g.ght <> '' and ($5 = '' or g.establishment = $5)
      and g.recorded_at <= $6
  )
  union all
  select r.id from unnest($2::text[], $3::timestamptz[], $4::timestamptz[])
    as s (establishment, since, until)
  join timeline_row r on r.establishment = s.establishment and r.ght = ''
    and r.recorded_at >= s.since and r.recorded_at < s.until and r.recorded_at <= $6
  limit $7
) counted
