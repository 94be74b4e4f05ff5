-- 4,000 installations that machines are made from: so many entries each, the first products in most of them.
create temporary table image as
  select i.image, array(
    select distinct software from (
      select known.ids[1 + floor(cardinality(known.ids) * power(random(), 3))::int] as software
      from generate_series(1, ? + i.image * 0) n
    ) drawn where software is not null order by 1
  ) as software
  from generate_series(0, 3999) as i (image)
    cross join (select array_agg(id order by id) as ids from software) known
