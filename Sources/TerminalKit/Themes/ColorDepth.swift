/// How many colours a terminal has.
package enum ColorDepth: String, CaseIterable, Hashable, Sendable {
    case mono
    /// Eight colours and their bright twins.
    case sixteen = "16"
    /// The palette of xterm.
    case palette256 = "256"
    /// The palette of xterm, and beyond it any colour of 24 bits.
    case truecolor
}
