import Glibc
import Synchronization

/// Work on threads of its own, which may wait for as long as it likes: a pool's threads are few, and are needed for
/// what is quick.
final class BackgroundWork: Sendable {
    private let endRequested = Atomic<Bool>(false)
    private let running = Atomic<Int>(0)

    /// Whether all work is to come to its end.
    var isEndRequested: Bool { endRequested.load(ordering: .relaxed) }

    /// Begins something on a new thread.
    ///
    /// - Returns: False when the system gives no further thread; nothing is done then.
    func begin(_ body: @escaping @Sendable () -> Void) -> Bool {
        let work = Unmanaged.passRetained(
            Work { [self] in
                body()
                running.subtract(1, ordering: .releasing)
            })
        running.add(1, ordering: .relaxed)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, BackgroundWork.stackBytes)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { pointer in
                if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
                return nil
            }, work.toOpaque())
        guard code == 0 else {
            work.release()
            running.subtract(1, ordering: .relaxed)
            return false
        }
        return true
    }

    /// Asks everything to end, and waits until it has, for at most so long.
    func end(withinSeconds seconds: Int) {
        endRequested.store(true, ordering: .relaxed)
        var left = seconds * 100
        while running.load(ordering: .acquiring) > 0, left > 0 {
            usleep(10_000)
            left -= 1
        }
    }

    /// As much as the main thread has by default.
    private static let stackBytes = 8 << 20

    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
