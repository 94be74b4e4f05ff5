-- The latest $9 of the group itself, and of each member while it was one; of those the latest $9.
-- A fact about two members of the group is one entry.
-- Each with the product or the machine's name that its subject had when it was recorded.
select t.*, coalesce(
    (
      select a.product from application_row a
      where a.application = substr(t.subject, length('application/') + 1)
        and starts_with(t.subject, 'application/') and a.recorded_from <= t.recorded_at
      order by a.recorded_from desc limit 1
    ),
    (
      select m.name from machine_row m
      where m.asset = substr(t.subject, length('asset/') + 1)
        and starts_with(t.subject, 'asset/') and m.recorded_from <= t.recorded_at
      order by m.recorded_from desc limit 1
    )
  ) as called
from (
  select distinct on (t.recorded_at, t.id) t.* from (
    (
      select g.* from timeline_row g
      where g.ght = $1 and g.ght <> '' and ($5 = '' or g.establishment = $5)
        and g.recorded_at <= $6 and (g.recorded_at, g.id) < ($7, $8::uuid)
      order by g.recorded_at desc, g.id desc limit $9
    )
    union all
    select m.* from unnest($2::text[], $3::timestamptz[], $4::timestamptz[])
      as s (establishment, since, until)
    cross join lateral (
      select r.* from timeline_row r
      where r.establishment = s.establishment and r.ght = ''
        and r.recorded_at >= s.since and r.recorded_at < s.until
        and r.recorded_at <= $6 and (r.recorded_at, r.id) < ($7, $8::uuid)
      order by r.recorded_at desc, r.id desc limit $9
    ) m
  ) t
  order by t.recorded_at desc, t.id desc, t.establishment limit $9
) t
order by t.recorded_at desc, t.id desc
