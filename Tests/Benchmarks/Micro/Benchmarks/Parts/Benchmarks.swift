import Benchmark

/// What the benchmarking package starts from.
let benchmarks: @Sendable () -> Void = {
    // The wall's time: the machine's other work shows in the upper percentiles, the least and the median are to be compared.
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock], timeUnits: .microseconds, warmupIterations: 3, maxDuration: .seconds(3),
        maxIterations: 2_000)
    RowBenchmarks.register()
    SeenBenchmarks.register()
    BoardBenchmarks.register()
    FrameBenchmarks.register()
}
