delete from checkpoint where name = $1
