-- The latest $9 of the group itself, of each member while it was one, and of what left a member for
-- another establishment; of those the latest $9. A machine moved between two members is one row.
select distinct on (t.recorded_at, t.id) t.* from (
  (
    select e.* from audit_row e
    where e.ght = $1 and e.ght <> '' and ($5 = '' or e.establishment = $5)
      and e.recorded_at <= $6 and (e.recorded_at, e.id) < ($7, $8::uuid) {asked}
    order by e.recorded_at desc, e.id desc limit $9
  )
  union all
  select m.* from unnest($2::text[], $3::timestamptz[], $4::timestamptz[])
    as s (establishment, since, until)
  cross join lateral (
    select e.* from audit_row e
    where e.establishment = s.establishment and e.ght = ''
      and e.recorded_at >= s.since and e.recorded_at < s.until
      and e.recorded_at <= $6 and (e.recorded_at, e.id) < ($7, $8::uuid) {asked}
    order by e.recorded_at desc, e.id desc limit $9
  ) m
  union all
  select m.* from unnest($2::text[], $3::timestamptz[], $4::timestamptz[])
    as s (establishment, since, until)
  cross join lateral (
    select e.* from audit_row e
    where e.moved_from = s.establishment and e.moved_from <> ''
      and e.recorded_at >= s.since and e.recorded_at < s.until
      and e.recorded_at <= $6 and (e.recorded_at, e.id) < ($7, $8::uuid) {asked}
    order by e.recorded_at desc, e.id desc limit $9
  ) m
) t
order by t.recorded_at desc, t.id desc limit $9
