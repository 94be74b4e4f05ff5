select id from software where search like $1 escape '\' limit $2
