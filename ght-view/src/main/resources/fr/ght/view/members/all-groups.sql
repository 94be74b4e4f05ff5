select ght, name, stays, supports, profiles from group_row
  where recorded_from <= $1 and recorded_to > $1 order by ght
