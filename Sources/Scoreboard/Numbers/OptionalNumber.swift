/// A number or none in one word, where `Int64?` takes two: for what a million jobs carry through the program.
///
/// The least number of 64 bits stands for none: no time, size or count is that.
struct OptionalNumber: Hashable, Sendable {
    private var word: Int64

    init(_ value: Int64?) { word = value ?? .min }

    var value: Int64? { word == .min ? nil : word }
}
