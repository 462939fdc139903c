import Glibc
import Synchronization

/// A lock on a file, by `flock`: the kernel frees it when its holder ends in whatever way.
///
/// The file's content names the holder, for people. On NFS, Linux turns `flock` into a lock on the server, so it holds
/// between hosts; on a mount with `local_lock=flock` or `nolock` it holds on one host alone.
package final class FileLock: Sendable {
    /// Of the file that is locked.
    package let path: String
    /// Whom the file named when the lock was got: a holder that died, or, if it is on another host, one that this
    /// mount's locks perhaps do not reach.
    package let leftBehind: LockHolder?
    private let descriptor: Mutex<Int32?>

    private init(path: String, descriptor: Int32, leftBehind: LockHolder?) {
        self.path = path
        self.descriptor = Mutex(descriptor)
        self.leftBehind = leftBehind
    }

    deinit { release() }

    /// Takes the lock, or says at once who has it.
    ///
    /// - Parameters:
    ///   - path: In a directory that exists. The file is made when it is missing, and stays.
    ///   - holder: Who takes it: written into the file for others to read.
    package static func acquire(_ path: String, as holder: LockHolder) throws(LockError) -> FileLock {
        // A second, in pauses of 2 ms.
        var patience = 500
        while true {
            let file = try open(path)
            if flock(file.descriptor, LOCK_EX | LOCK_NB) != 0 {
                let code = errno
                defer { file.abandon() }
                if code == EINTR { continue }
                guard code == EWOULDBLOCK else {
                    throw .failed(FileSystemError(.lock, path, .system(code)))
                }
                let other = readHolder(file)
                // A holder without a name has only just got the lock and will write it in a moment; or it is a look
                // of `holder(of:)`, over as soon. Or it has ended, or given the lock back, and a child that was just being
                // started still has it, until its program begins: on a busy machine that takes a while.
                if other?.hasEnded ?? true, patience > 0 {
                    patience -= 1
                    pause(milliseconds: 2)
                    continue
                }
                throw .held(path: path, by: other)
            }
            // Somebody may have removed the file between the two calls: the lock would be on a file without a name.
            guard isStillThere(file, path) else {
                file.abandon()
                continue
            }
            let before = readHolder(file)
            let lock = FileLock(path: path, descriptor: file.descriptor, leftBehind: before)
            do throws(FileSystemError) {
                guard ftruncate(file.descriptor, 0) == 0, lseek(file.descriptor, 0, SEEK_SET) == 0 else {
                    throw FileSystemError.last(.lock, path)
                }
                try file.writeAll(holder.encoded())
            } catch {
                lock.release()
                throw .failed(error)
            }
            return lock
        }
    }

    /// Takes the lock, waiting for it if need be.
    ///
    /// - Parameters:
    ///   - path: In a directory that exists.
    ///   - holder: Who takes it: written into the file for others to read.
    ///   - seconds: How long to try, at most.
    package static func acquire(
        _ path: String, as holder: LockHolder, waiting seconds: Double
    ) throws(LockError) -> FileLock {
        let deadline = monotonicSeconds() + seconds
        while true {
            do throws(LockError) {
                return try acquire(path, as: holder)
            } catch {
                guard case .held(_, let other) = error else { throw error }
                if monotonicSeconds() >= deadline { throw .timedOut(path: path, by: other, seconds: seconds) }
            }
            // flock cannot wait for a bounded time. The holders of such locks are done in milliseconds.
            pause(milliseconds: 10)
        }
    }

    /// Who holds the lock now; nil when nobody does, or the holder is not known. Changes nothing.
    package static func holder(of path: String) -> LockHolder? {
        guard let file = try? OpenFile(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW, for: .lock) else { return nil }
        defer { file.abandon() }
        // A shared lock is had when nobody has the exclusive one, and goes with the descriptor.
        if flock(file.descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        return errno == EWOULDBLOCK ? readHolder(file) : nil
    }

    /// Gives the lock back. The file stays, empty: removing it would let two processes lock two files of one name.
    package func release() {
        let held = descriptor.withLock { descriptor in
            defer { descriptor = nil }
            return descriptor
        }
        guard let descriptor = held else { return }
        _ = ftruncate(descriptor, 0)
        _ = Glibc.close(descriptor)
    }

    private static func open(_ path: String) throws(LockError) -> OpenFile {
        do throws(FileSystemError) {
            // Writable: NFS refuses an exclusive lock on less. Close-on-exec (OpenFile sees to it): a sacct that
            // outlives us must not keep the lock.
            let file = try OpenFile(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK, for: .lock)
            guard file.regularSize != nil else {
                file.abandon()
                throw FileSystemError(.lock, path, .notARegularFile)
            }
            // The owner alone may do this; for anybody else it is done.
            _ = fchmod(file.descriptor, PosixFileSystem.fileMode)
            return file
        } catch {
            throw .failed(error)
        }
    }

    private static func isStillThere(_ file: OpenFile, _ path: String) -> Bool {
        var (mine, named) = (stat(), stat())
        return fstat(file.descriptor, &mine) == 0 && lstat(path, &named) == 0
            && mine.st_ino == named.st_ino && mine.st_dev == named.st_dev
    }

    private static func readHolder(_ file: OpenFile) -> LockHolder? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(file.descriptor, &bytes, bytes.count, 0)
        return count > 0 ? LockHolder(decoding: Array(bytes[..<count])) : nil
    }

    private static func pause(milliseconds: Int) {
        var time = timespec(tv_sec: 0, tv_nsec: milliseconds * 1_000_000)
        nanosleep(&time, nil)
    }

    private static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
