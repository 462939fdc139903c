/// A file that install puts below the root.
struct InstalledFile {
    /// Below the root.
    let path: String
    let content: [UInt8]
    /// The permission bits.
    let mode: UInt32
    /// Whether it is the site's from then on: written where there is none, and never again.
    let isSample: Bool

    init(_ path: String, _ content: [UInt8], mode: UInt32 = 0o644, isSample: Bool = false) {
        self.path = path
        self.content = content
        self.mode = mode
        self.isSample = isSample
    }

    init(_ path: String, _ text: String) {
        self.init(path, Array(text.utf8))
    }
}
