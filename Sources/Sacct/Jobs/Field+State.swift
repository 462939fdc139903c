import Scoreboard

extension Field {
    /// The state that the first word names; nil for a word this program does not know.
    ///
    /// `CANCELLED by 2002` is cancelled, whoever did it.
    ///
    /// - Throws: `emptyState`, or `truncatedState` for `CANCELLED+`.
    @inline(__always)
    func jobState() throws(FieldError) -> JobState? {
        // "COMPLETE" and "D": most jobs.
        let isCompleted = count == 9 && word(at: 0) == 0x4554_454C_504D_4F43 && base[8] == UInt8(ascii: "D")
        return isCompleted ? .completed : try rarerJobState()
    }

    private func rarerJobState() throws(FieldError) -> JobState? {
        var word = self
        while word.count > 0, word[word.count - 1] == UInt8(ascii: " ") { word = word.prefix(word.count - 1) }
        if let space = word.firstIndex(of: UInt8(ascii: " ")) { word = word.prefix(space) }
        guard word.count > 0 else { throw FieldError(kind: .emptyState) }
        switch word[0] {
        case UInt8(ascii: "C"):
            if word.equals("COMPLETED") { return .completed }
            if word.equals("CANCELLED") { return .cancelled }
            if word.equals("CONFIGURING") || word.equals("COMPLETING") { return .running }
        case UInt8(ascii: "F"):
            if word.equals("FAILED") { return .failed }
        case UInt8(ascii: "T"):
            if word.equals("TIMEOUT") { return .timeout }
        case UInt8(ascii: "O"):
            if word.equals("OUT_OF_MEMORY") { return .outOfMemory }
        case UInt8(ascii: "N"):
            if word.equals("NODE_FAIL") { return .nodeFail }
        case UInt8(ascii: "P"):
            if word.equals("PREEMPTED") { return .preempted }
            if word.equals("PENDING") { return .pending }
        case UInt8(ascii: "R"):
            if word.equals("RUNNING") { return .running }
            if word.equals("REQUEUED") { return .requeued }
            if word.equals("RESIZING") { return .resizing }
            if word.equals("REVOKED") { return .revoked }
        case UInt8(ascii: "B"):
            if word.equals("BOOT_FAIL") { return .bootFail }
        case UInt8(ascii: "D"):
            if word.equals("DEADLINE") { return .deadline }
        case UInt8(ascii: "S"):
            if word.equals("SUSPENDED") { return .suspended }
        default: break
        }
        if word[word.count - 1] == UInt8(ascii: "+") { throw FieldError(kind: .truncatedState) }
        return nil
    }
}
