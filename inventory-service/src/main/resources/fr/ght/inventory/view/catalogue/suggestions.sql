-- For each unknown name the product whose name is the most like it, if any is like it at all.
select u.code as unknown, s.code, s.name, s.publisher, s.alike
from unnest($2::text[], $3::text[]) u (code, name)
  cross join lateral (
    select p.code, p.name, p.publisher, similarity(p.name, u.name)::float8 as alike
    from product_row p
    where p.ght = $1 and p.recorded_to = '9999-12-31Z' and p.state in ('CATALOGUED', 'RECOGNISED')
      and p.name % u.name
    order by alike desc, p.code limit 1
  ) s
