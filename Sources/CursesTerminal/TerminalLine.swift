/// The way to a terminal, as a painter uses it.
protocol TerminalLine {
    /// Writes all of it, however long that takes.
    mutating func write(_ bytes: [UInt8])

    /// Bytes that were written and have not left this machine.
    var waitingBytes: Int { get }

    /// Bits a second, of a line that is slow enough to matter; nil of others.
    var speed: Int? { get }

    /// A clock that only goes forward.
    var milliseconds: Int64 { get }
}
