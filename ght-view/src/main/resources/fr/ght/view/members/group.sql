select ght, name, stays, supports, profiles from group_row
  where ght = $1 and recorded_from <= $2 and recorded_to > $2
