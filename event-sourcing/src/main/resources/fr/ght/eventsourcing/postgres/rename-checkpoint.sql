update checkpoint set name = $2 where name = $1
