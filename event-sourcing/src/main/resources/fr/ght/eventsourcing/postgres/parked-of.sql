select stream from parked_stream where follower = $1 and stream = any ($2)
