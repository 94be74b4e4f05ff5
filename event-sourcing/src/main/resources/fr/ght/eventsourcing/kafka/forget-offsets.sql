delete from view_offset where view = $1
