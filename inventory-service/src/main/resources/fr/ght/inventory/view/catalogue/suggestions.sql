-- For each unknown name the product that has the same purl or cpe; else the one whose name is the most
-- like it, if any is like it at all.
select u.code as unknown, s.code, s.name, s.publisher, s.alike
from unnest($2::text[], $3::text[], $4::text[], $5::text[]) u (code, name, purl, cpe)
  cross join lateral (
    select p.code, p.name, p.publisher, 1::float8 as alike, 0 as rank
    from product_row p
    where p.ght = $1 and p.recorded_to = '9999-12-31Z' and p.state in ('CATALOGUED', 'RECOGNISED')
      and (p.purl = u.purl or p.cpe = u.cpe)
    union all
    select p.code, p.name, p.publisher, similarity(p.name, u.name)::float8, 1
    from product_row p
    where p.ght = $1 and p.recorded_to = '9999-12-31Z' and p.state in ('CATALOGUED', 'RECOGNISED')
      and p.name % u.name
    order by rank, alike desc, code limit 1
  ) s
