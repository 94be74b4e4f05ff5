select versions, positions
from append_one($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
