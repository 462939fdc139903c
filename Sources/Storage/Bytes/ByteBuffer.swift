/// Bytes that grow at their end. It is not copied, so that nothing has to be asked before a byte is written: what an array
/// spends on that is more than the writing itself when most of what is written is a digit or a comma.
struct ByteBuffer: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0
    /// Whether the memory is somebody else's: what does not fit goes into memory of its own.
    private(set) var isLent = false

    init(capacity: Int = 0) {
        self.capacity = max(capacity, 64)
        base = .allocate(capacity: self.capacity)
    }

    /// - Parameter room: Outlives this.
    init(lent room: UnsafeMutableBufferPointer<UInt8>) {
        self.init(capacity: 0)
        guard let start = room.baseAddress else { return }
        base.deallocate()
        (base, capacity, isLent) = (start, room.count, true)
    }

    deinit {
        if !isLent { base.deallocate() }
    }

    /// What was written.
    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: base, count: count)) }

    /// What was written, in place.
    borrowing func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        body(UnsafeRawBufferPointer(start: base, count: count))
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        base[count] = byte
        count &+= 1
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        if bytes.count > capacity &- count { grow(by: bytes.count) }
        (base + count).update(from: source, count: bytes.count)
        count &+= bytes.count
    }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append($0) }
    }

    /// Appends so many bytes, which `write` makes in place.
    mutating func append(count more: Int, _ write: (UnsafeMutableRawBufferPointer) -> Void) {
        if more > capacity &- count { grow(by: more) }
        write(UnsafeMutableRawBufferPointer(start: base + count, count: more))
        count &+= more
    }

    /// Appends the decimal digits of a number.
    mutating func append(digitsOf value: UInt64) {
        if value < 10 { return append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)) }
        if capacity &- count < 20 { grow(by: 20) }
        var length = 1
        var bound: UInt64 = 10
        while length < 20, value >= bound {
            length &+= 1
            // The last bound, 10^20, is above every number of 64 bits, and does not fit itself.
            if length < 20 { bound &*= 10 }
        }
        var rest = value
        var place = count &+ length
        while place > count {
            place &-= 1
            let quotient = rest / 10
            base[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest &- quotient &* 10)
            rest = quotient
        }
        count &+= length
    }

    @inline(never)
    private mutating func grow(by more: Int) {
        let larger = max(capacity * 2, count + more)
        let room = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        room.update(from: base, count: count)
        if !isLent { base.deallocate() }
        (base, capacity, isLent) = (room, larger, false)
    }
}
