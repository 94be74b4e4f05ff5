delete from parked_stream where follower = $1
