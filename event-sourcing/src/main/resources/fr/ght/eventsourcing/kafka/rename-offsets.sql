update view_offset set view = $2 where view = $1
