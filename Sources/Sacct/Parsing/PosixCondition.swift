import Glibc

/// Where threads that hold a lock wait until another one says that something changed.
package final class PosixCondition: @unchecked Sendable {
    private let lock: PosixLock
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    // Touched under the lock only.
    private var sleepers = 0
    private var wakes = 0

    package init(_ lock: PosixLock) {
        self.lock = lock
        pthread_cond_init(condition, nil)
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
    }

    /// Sleeps until ``wakeAll()``. The lock is held before and after.
    package func sleep() {
        let before = wakes
        sleepers += 1
        while wakes == before { pthread_cond_wait(condition, lock.mutex) }
        sleepers -= 1
    }

    /// Wakes whoever sleeps here. The lock is held.
    package func wakeAll() {
        guard sleepers > 0 else { return }
        wakes += 1
        pthread_cond_broadcast(condition)
    }
}
