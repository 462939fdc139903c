// The ScoreboardUI room.
