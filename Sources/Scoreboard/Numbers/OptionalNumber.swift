/// A number or none in one word, where `Int64?` takes two: for what a million jobs carry through the program.
///
/// The least number of 64 bits stands for none: no time, size or count is that.
@usableFromInline
struct OptionalNumber: Hashable, Sendable {
    @usableFromInline
    var word: Int64

    @inlinable
    init(_ value: Int64?) { word = value ?? .min }

    @inlinable
    var value: Int64? { word == .min ? nil : word }
}
