delete from parked_stream where follower = $1 and stream = $2
