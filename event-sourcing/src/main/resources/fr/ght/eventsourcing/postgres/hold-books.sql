select position from checkpoint where name = $1 for update
