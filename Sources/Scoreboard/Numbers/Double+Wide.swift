extension Double {
    /// The nearest Double to a whole number. What fits 64 bits, as nearly everything does, takes one instruction.
    init(wide value: Int128) {
        let narrow = Int64(truncatingIfNeeded: value)
        self = Int128(narrow) == value ? Double(narrow) : Double(value)
    }
}
