extension String {
    /// The text with the names of users' files left out: what is logged stays, and a user who opts out later must not
    /// be named by it.
    ///
    /// Such a name is made of `a-z 0-9 _ - . %`, and follows `agg/users/`; a temporary one begins with a dot.
    package var withoutUserFiles: String {
        let place = Array("agg/users/".utf8)
        var kept: [UInt8] = []
        var isNamed = false
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "%"):
                if isNamed { continue }
            default: isNamed = false
            }
            kept.append(byte)
            if kept.suffix(place.count).elementsEqual(place) {
                isNamed = true
                kept.append(contentsOf: "…".utf8)
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
