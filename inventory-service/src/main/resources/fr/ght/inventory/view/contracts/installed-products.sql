-- Machines in service of establishments $3, as recorded by $4, with software named $1, or beginning
-- as the pattern $2 beside it.
with product as (
  select p.n, array(
    select s.id from software s where s.search = p.name or s.search like p.begins escape '\') as software
  from unnest($1::text[], $2::text[]) with ordinality as p (name, begins, n)
)
select p.n, r.establishment, count(*) as machines
from product p
join asset_software_row i
  on i.software && p.software and i.recorded_from <= $4 and i.recorded_to > $4
join asset_row r on r.asset = i.asset and r.recorded_from <= $4 and r.recorded_to > $4
where r.state = 'IN_SERVICE' and r.establishment = any ($3::text[])
group by p.n, r.establishment
