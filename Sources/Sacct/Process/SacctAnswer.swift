/// What an answer was like, beyond its rows.
package struct SacctAnswer: Equatable, Sendable {
    package var rowCount: Int
    package var byteCount: Int
    /// Wall time of the call in milliseconds.
    package var milliseconds: Int
    /// Lines that were too long to be rows.
    package var defects: DefectLog
    /// What sacct said on standard error that is no error, on one line; nil when it said nothing.
    package var remark: String?

    package init(
        rowCount: Int, byteCount: Int, milliseconds: Int, defects: DefectLog = DefectLog(), remark: String? = nil
    ) {
        self.rowCount = rowCount
        self.byteCount = byteCount
        self.milliseconds = milliseconds
        self.defects = defects
        self.remark = remark
    }
}
