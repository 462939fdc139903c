/// Quantities as Slurm prints them.
extension RowBuffer {
    /// A memory size given in MB, in Slurm's short form: `16000M`, `62.50G`, `64G`, `1.50T`.
    ///
    /// Slurm's `convert_num_unit` with "exact": it goes to the next unit (base 1024) as long as the number is a
    /// multiple of 512, and prints two decimals when a half is left.
    mutating func append(memoryMB: Int) {
        guard memoryMB >= 1024, memoryMB % 512 == 0 else {
            append(memoryMB)
            append(byte: UInt8(ascii: "M"))
            return
        }
        let halfGigabytes = memoryMB / 512
        if halfGigabytes >= 2048, halfGigabytes % 1024 == 0 {
            append(halves: halfGigabytes / 1024, unit: UInt8(ascii: "T"))
        } else {
            append(halves: halfGigabytes, unit: UInt8(ascii: "G"))
        }
    }

    private mutating func append(halves: Int, unit: UInt8) {
        append(halves / 2)
        if halves % 2 == 1 { append(".50") }
        append(byte: unit)
    }

    /// TotalCPU: `00:07.135` below an hour, `05:04:03` below a day, `2-05:04:03` above; sacct's own three forms.
    mutating func append(cpuMilliseconds: Int) {
        let seconds = cpuMilliseconds / 1000
        let days = seconds / 86_400
        let hours = seconds / 3600 % 24
        if days > 0 {
            append(days)
            append(byte: UInt8(ascii: "-"))
        }
        if days > 0 || hours > 0 {
            append(twoDigits: hours)
            append(byte: UInt8(ascii: ":"))
        }
        append(twoDigits: seconds / 60 % 60)
        append(byte: UInt8(ascii: ":"))
        append(twoDigits: seconds % 60)
        if days == 0, hours == 0 {
            let thousandths = cpuMilliseconds % 1000
            append(byte: UInt8(ascii: "."))
            append(byte: UInt8(0x30 + thousandths / 100))
            append(twoDigits: thousandths % 100)
        }
    }
}
