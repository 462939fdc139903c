import Scoreboard

extension Field {
    /// The GPUs of an AllocTRES at a site where some stand under other names.
    ///
    /// Each GRES with an alias is settled as GPUs are (typed and untyped entries for the same cards count once), and its
    /// units are GPUs of its name's type. They are the cards without a type of `gres/gpu` when those are as
    /// many or more, as in `gres/gpu=2,gres/accel=2`, and others beside them when not.
    ///
    /// - Parameter perUnit: GPUs in one unit of a GRES, by its name.
    /// - Throws: As ``gpus()``.
    func gpus(_ perUnit: [String: Int64]) throws(FieldError) -> GPUAllocation {
        let plain = try gpus()
        var found: [String: (untyped: Int64, typed: Int64)] = [:]
        for entry in text.split(separator: ",") where entry.hasPrefix("gres/") {
            guard let equals = entry.firstIndex(of: "=") else { continue }
            let name = entry[..<equals].dropFirst(5)
            let base = String(name.prefix { $0 != ":" })
            guard perUnit[base] != nil else { continue }
            guard let units = Int64(entry[entry.index(after: equals)...]), units >= 0 else {
                throw FieldError(kind: .badTRES)
            }
            guard units <= ValueLimits.gpus else { throw FieldError(kind: .overflow) }
            if base.utf8.count == name.utf8.count {
                found[base, default: (0, 0)].untyped += units
            } else {
                found[base, default: (0, 0)].typed += units
            }
        }
        guard !found.isEmpty else { return plain }
        var typed = plain.types.filter { $0.type != GPUAllocation.untypedName }
        var aliased: Int64 = 0
        for (name, units) in found.sorted(by: { $0.key < $1.key }) {
            let settled = GPUAllocation(
                untyped: units.untyped, typed: [GPUAllocation.Typed(type: name, count: units.typed)])
            let count = settled.count * (perUnit[name] ?? 1)
            if count > 0 { typed.append(GPUAllocation.Typed(type: name, count: count)) }
            aliased += count
        }
        let untyped = plain.types.first { $0.type == GPUAllocation.untypedName }?.count ?? 0
        let gpus = GPUAllocation(untyped: untyped >= aliased ? plain.count : untyped, typed: typed)
        guard gpus.count <= ValueLimits.gpus else { throw FieldError(kind: .overflow) }
        return gpus
    }
}
