// The TerminalKit room.
