// The Sacct room.
