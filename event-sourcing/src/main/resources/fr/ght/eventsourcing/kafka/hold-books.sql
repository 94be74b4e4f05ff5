select 1 from view_offset where view = $1 order by partition for update
