-- What products software whose texts begin as the patterns $3 is in group $1, as recorded by $2.
select distinct s.name, p.code
from unnest($3::text[]) as b (begins)
  join software s on s.search like b.begins escape '\'
  join software_product_row p on p.entry = $1::text || '/' || s.id
    and p.recorded_from <= $2 and p.recorded_to > $2
where p.outcome = 'RECOGNISED'
