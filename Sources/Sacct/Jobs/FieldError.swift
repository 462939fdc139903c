/// A value that cannot be read; becomes a ``DefectKind``.
struct FieldError: Error {
    let kind: DefectKind
}
