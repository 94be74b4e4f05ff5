update parked_stream set follower = $2 where follower = $1
