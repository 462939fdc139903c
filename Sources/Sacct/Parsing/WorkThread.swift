import Glibc

/// Work that goes on beside the caller's, on a thread of its own that ends before this does. What it works on is its own
/// until ``wait()`` has returned.
package final class WorkThread {
    private let work: Unmanaged<Work>
    private var thread: pthread_t?

    /// - Parameter body: What the thread does.
    /// - Returns: Nil when the system gives no further thread; nothing is done then.
    package init?(_ body: @escaping () -> Void) {
        work = Unmanaged.passRetained(Work(body))
        thread = WorkThread.begin(work.toOpaque())
        guard thread != nil else {
            work.release()
            return nil
        }
    }

    deinit {
        guard thread != nil else { return }
        wait()
    }

    /// Waits for the end of the work.
    package func wait() {
        guard let thread else { return }
        pthread_join(thread, nil)
        self.thread = nil
        work.release()
    }

    private static func begin(_ work: UnsafeMutableRawPointer) -> pthread_t? {
        // Signals are for the thread that knows what to do about them.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { pointer in
                if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeUnretainedValue().body() }
                return nil
            }, work)
        return code == 0 ? thread : nil
    }

    private final class Work {
        let body: () -> Void

        init(_ body: @escaping () -> Void) {
            self.body = body
        }
    }
}
