/// What some thread makes, and another takes once it is made.
final class Made<Value> {
    private var body: (() -> Value)?
    private var made: Value?

    init(_ body: @escaping () -> Value) {
        self.body = body
    }

    /// Makes it.
    func make() {
        made = body?()
        body = nil
    }

    /// What was made; it is made now when nobody did.
    var value: Value {
        if made == nil { make() }
        return made!
    }
}
