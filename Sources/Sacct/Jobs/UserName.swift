@_spi(_Unicode) import Swift

/// How the accounting's user becomes the name on the boards.
package enum UserName {
    /// The name of jobs whose user Slurm no longer knows.
    package static let unknown = "(unknown)"

    /// Lower case, the realm stripped: `Alice@SITE.EDU` is `alice`. An account that is gone prints nothing, which
    /// becomes ``unknown``, or its bare number, which becomes `uid:2004`: kept, so that totals add up.
    ///
    /// Names are bytes to Slurm, while Swift takes two spellings of one Unicode text for equal. So a name that is not in
    /// Unicode's normal form C has its bytes beyond ASCII spelled out: `zoë` in two scalars is `zoe%CC%88`. Two such names
    /// are then never equal, and no other name is like them, since the digits are upper-case.
    package static func normalized(_ raw: some StringProtocol) -> String {
        let trimmed = raw.drop { $0 == " " }
        let name = trimmed.firstIndex(of: "@").map { $0 == trimmed.startIndex ? trimmed : trimmed[..<$0] } ?? trimmed
        guard !name.isEmpty else { return unknown }
        if name.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { return "uid:\(name)" }
        let lowered = name.lowercased()
        return isCanonical(lowered) ? lowered : spelledOut(lowered)
    }

    /// Whether no other string of different bytes is equal to it and canonical, too.
    private static func isCanonical(_ name: String) -> Bool {
        name.utf8.allSatisfy { $0 < 0x80 } || name.unicodeScalars.elementsEqual(name._nfc)
    }

    private static func spelledOut(_ name: String) -> String {
        name.utf8.reduce(into: "") { text, byte in
            text += byte < 0x80 ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
        }
    }
}
