select s.name, s.version, s.publisher, p.because
from software_product_row p join software s on s.id = p.software
where p.ght = $1 and p.code = $2 and p.recorded_from <= $3 and p.recorded_to > $3
order by s.name, s.version, s.id limit 200
