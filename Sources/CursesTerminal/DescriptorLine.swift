import CNcurses
import Glibc

/// The terminal on a descriptor.
struct DescriptorLine: TerminalLine {
    let descriptor: Int32

    mutating func write(_ bytes: [UInt8]) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                written += count
            } else if count < 0, errno == EINTR {
                continue
            } else if count < 0, errno == EAGAIN {
                // Whoever shares the terminal with us made it non-blocking.
                var waited = [pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)]
                poll(&waited, 1, 1000)
                if waited[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return }
            } else {
                // The terminal is gone: reading from it says so.
                return
            }
        }
    }

    var waitingBytes: Int { Int(cn_bytes_waiting(descriptor)) }

    var speed: Int? {
        let speed = cn_line_speed(descriptor)
        return speed > 0 ? Int(speed) : nil
    }

    var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
