-- Which of groups $2 names what runs at each of establishments $1: the one in which it is a full member
-- on day $3, as recorded by $4, else one that it was in.
select distinct on (c.establishment) c.establishment, c.ght
from catalogue_member c
left join membership_row m
  on m.ght = c.ght and m.establishment = c.establishment and m.role <> 'PARTNER'
  and m.recorded_from <= $4 and m.recorded_to > $4 and m.valid_from <= $3 and m.valid_to > $3
where c.establishment = any ($1::text[]) and c.ght = any ($2::text[])
order by c.establishment, m.ght is null, c.ght
