import CustomDump
import Testing

/// Expects two values to be equal, and shows the lines that differ when they are not.
///
/// Not `expectNoDifference`: without the support library of its package it records no issue in a Swift Testing run, and
/// a test that uses it cannot fail.
func expectEqual<Value: Equatable>(
    _ value: Value, _ expected: Value, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(value == expected, "\(diff(expected, value) ?? "")", sourceLocation: sourceLocation)
}
