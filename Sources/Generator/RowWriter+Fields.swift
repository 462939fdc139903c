/// The fields whose form depends on the version of Slurm, on the cluster or on how the job ended.
extension RowWriter {
    func writeState(_ job: JobDraft, to buffer: inout RowBuffer) {
        switch job.state {
        case .completed: buffer.append("COMPLETED")
        case .failed: buffer.append("FAILED")
        case .cancelled, .cancelledBeforeStart:
            buffer.append("CANCELLED by ")
            buffer.append(job.cancelledBy)
        case .timeout: buffer.append("TIMEOUT")
        case .outOfMemory: buffer.append("OUT_OF_MEMORY")
        case .nodeFail: buffer.append("NODE_FAIL")
        case .preempted: buffer.append("PREEMPTED")
        case .requeued: buffer.append("REQUEUED")
        case .deadline: buffer.append("DEADLINE")
        case .bootFail: buffer.append("BOOT_FAIL")
        case .running: buffer.append("RUNNING")
        case .pending: buffer.append("PENDING")
        }
    }

    /// A step that its job took down is CANCELLED, without a name; `.extern` ends well whatever happens.
    func writeStepState(_ job: JobDraft, kind: StepKind, to buffer: inout RowBuffer) {
        switch (job.state, kind) {
        case (.running, _): buffer.append("RUNNING")
        case (_, .extern), (.completed, _): buffer.append("COMPLETED")
        case (.failed, _): buffer.append("FAILED")
        case (.outOfMemory, _): buffer.append("OUT_OF_MEMORY")
        default: buffer.append("CANCELLED")
        }
    }

    func writeRequestedMemory(_ job: JobDraft, to buffer: inout RowBuffer) {
        if dialect.requestedMemoryIsTotal {
            buffer.append(memoryMB: job.memoryMB)
        } else if job.memoryIsPerNode {
            buffer.append(memoryMB: job.memoryMB / job.nodes)
            buffer.append(byte: UInt8(ascii: "n"))
        } else {
            buffer.append(memoryMB: job.memoryMB / job.cpus)
            buffer.append(byte: UInt8(ascii: "c"))
        }
    }

    /// - Parameter isBilled: job rows and `.extern` carry `billing`, other steps do not.
    func writeTRES(_ job: JobDraft, isBilled: Bool, nodes: Int, to buffer: inout RowBuffer) {
        let cpus = max(1, nodes == job.nodes ? job.cpus : job.cpus / job.nodes)
        if isBilled {
            buffer.append("billing=")
            buffer.append(cpus)
            buffer.append(byte: UInt8(ascii: ","))
        }
        buffer.append("cpu=")
        buffer.append(cpus)
        if job.gpus > 0 {
            if hasTypes {
                buffer.append(",gres/gpu:")
                gpuTypes.write(job.gpuType, to: &buffer)
                buffer.append(byte: UInt8(ascii: "="))
                buffer.append(job.gpus)
            }
            buffer.append(",gres/gpu=")
            buffer.append(job.gpus)
        }
        buffer.append(",mem=")
        buffer.append(memoryMB: job.memoryMB / job.nodes * nodes)
        buffer.append(",node=")
        buffer.append(nodes)
    }
}
