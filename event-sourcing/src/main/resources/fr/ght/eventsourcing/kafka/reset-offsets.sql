update view_offset set next_offset = 0 where view = $1
