delete from view_stream where view in (select streams from view_offset where view = $1)
