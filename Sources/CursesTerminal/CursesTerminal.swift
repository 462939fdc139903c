// The CursesTerminal room.
