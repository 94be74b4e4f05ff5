delete from view_stream where view = $1
