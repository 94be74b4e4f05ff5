select position, moved_at from checkpoint where name = $1
