package import Scoreboard

/// Where the older Python program's polling stood: its `state/poll_cursor.json`,
/// `{"backfill_start":"2000-01","last_complete_month":"2020-04","in_progress":null}`.
package struct PythonCursor: Equatable, Sendable {
    /// The first month that it was to read; nil when the file does not say it.
    package var backfillStart: Month?
    /// The last month that it had read wholly; nil when there is none.
    package var lastCompleteMonth: Month?

    package init(backfillStart: Month? = nil, lastCompleteMonth: Month? = nil) {
        self.backfillStart = backfillStart
        self.lastCompleteMonth = lastCompleteMonth
    }

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: For the error.
    package init(decoding bytes: [UInt8], path: String) throws(DamagedFile) {
        self.init()
        if bytes.isEmpty { throw DamagedFile(path: path, .empty) }
        do throws(JSONError) {
            var reader = JSONReader(bytes)
            try reader.object { (reader, key) throws(JSONError) in
                guard try reader.peek() == .string else { return try reader.skip() }
                let text = try reader.string()
                switch key {
                case "backfill_start": backfillStart = Month(text)
                case "last_complete_month": lastCompleteMonth = Month(text)
                default: break
                }
            }
            try reader.finish()
        } catch {
            throw DamagedFile(path: path, error)
        }
    }
}
