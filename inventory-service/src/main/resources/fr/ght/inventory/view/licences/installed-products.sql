-- Machines in service, as recorded by $8, with what is asked for number $1 in group $2 (empty: in none):
-- software that is product $3 there or, where no product is given, software whose texts are $4 or begin
-- as $5. Establishments $6 are counted by the names of groups $7. A machine counts once for a number.
with asked as materialized (
  select a.n, a.ght, case
    when a.code is not null then array(
      select p.software from software_product_row p
      where p.ght = a.ght and p.code = a.code and p.recorded_from <= $8 and p.recorded_to > $8)
    else array(
      select s.id from software s where s.search = a.name or s.search like a.begins escape '\')
    end as software
  from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) as a (n, ght, code, name, begins)
), place as (
  select * from unnest($6::text[], $7::text[]) as p (establishment, ght)
)
select asked.n, place.establishment, count(distinct r.asset) as machines
from asked
join asset_software_row i
  on i.software && asked.software and i.recorded_from <= $8 and i.recorded_to > $8
join asset_row r on r.asset = i.asset and r.recorded_from <= $8 and r.recorded_to > $8
join place on place.establishment = r.establishment and place.ght = asked.ght
where r.state = 'IN_SERVICE'
group by asked.n, place.establishment
