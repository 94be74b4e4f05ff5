update view_offset set incarnation = $2 where view = $1 and incarnation < $2
