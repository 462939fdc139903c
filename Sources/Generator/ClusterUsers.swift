/// The users as one cluster sees them: who comes, how often, with what.
struct ClusterUsers {
    /// What the drafting of a job needs of its user, in numbers only.
    struct Habits {
        var uid: Int
        /// A job completes when 16 random bits are below this.
        var completesBelow: Int
        /// A job uses GPUs when 16 random bits are below this.
        var usesGPUBelow: Int
        var medianSeconds: Double
        var durationSigma: Double
        /// The user's jobs have 2 to this power cores, or a half or a quarter of that.
        var coreExponent: Int
        var memoryPerCoreMB: Int
        /// In 1/1024.
        var memoryUse: Int
        /// In 1/1024.
        var cpuUse: Int
        /// Runs MPI, so that `srun` steps appear.
        var runsSteps: Bool
    }

    /// `user|account|` of each user.
    let texts: ByteTable
    let habits: [Habits]
    private let weights: [Double]
    private let trends: [ActivityTrend]

    init(plan: GeneratorPlan) {
        let profile = plan.cluster
        let directory = UserDirectory(count: plan.users, seed: plan.seed)
        let ranks = ClusterUsers.shuffledRanks(count: plan.users, seed: plan.seed)
        var texts: [String] = []
        var habits: [Habits] = []
        var weights: [Double] = []
        var trends: [ActivityTrend] = []
        for index in 0..<plan.users {
            let person = Personality(index: index, rank: ranks[index], seed: plan.seed)
            var random = SplitMix(seed: plan.seed, stream: profile.streamWord, UInt64(index))
            let uid = 40_000 + index
            // A few light users have left since, from all clusters; their account is gone and so is their name.
            var leaving = SplitMix(seed: plan.seed, stream: 0x6C65_6674, UInt64(index))
            let isGone = ranks[index] > plan.users / 2 && leaving.oneIn(60)
            let name = isGone ? (plan.dialect.goneUserIsUID ? "\(uid)" : "") : directory.names[index]
            texts.append("\(name)|\(isGone ? "" : accounts[random.below(accounts.count)])|")
            habits.append(Habits(uid: uid, person: person, profile: profile, &random))
            weights.append(person.weight * ClusterUsers.affinity(person, rank: ranks[index], profile, &random))
            trends.append(person.trend)
        }
        self.texts = ByteTable(texts)
        self.habits = habits
        self.weights = weights
        self.trends = trends
    }

    /// Whom the next job belongs to, in the days about a moment of the season.
    ///
    /// - Parameter position: 0 to 1.
    func chooser(at position: Double) -> AliasTable {
        AliasTable(weights: zip(weights, trends).map { $0 * $1.factor(at: position) })
    }

    private static func shuffledRanks(count: Int, seed: UInt64) -> [Int] {
        var random = SplitMix(seed: seed, stream: 0x7261_6E6B)
        var ranks = Array(0..<count)
        for index in stride(from: count - 1, to: 0, by: -1) {
            ranks.swapAt(index, random.below(index + 1))
        }
        return ranks
    }

    /// How much a user likes a cluster. The heaviest tenth is at home on all of them, so that merged boards have
    /// something to add up; of the others, many never come.
    private static func affinity(
        _ person: Personality, rank: Int, _ profile: ClusterProfile, _ random: inout SplitMix
    ) -> Double {
        let isStranger = random.unit() < 0.45
        let chance = NormalQuantiles.standard.logNormal(median: 1, sigma: 0.6, &random)
        if isStranger && rank >= 12 { return 0.002 * chance }
        let gpuShare = profile.gpus.jobShare
        return chance * (gpuShare * (0.1 + 2 * person.gpuTaste) + (1 - gpuShare) * (1.1 - person.gpuTaste))
    }
}

extension ClusterUsers.Habits {
    fileprivate init(uid: Int, person: Personality, profile: ClusterProfile, _ random: inout SplitMix) {
        self.uid = uid
        completesBelow = Int(65_536 * (1 - person.mishapShare))
        let share = profile.gpus.jobShare
        let gpuShare = share > 0.9 ? share : min(0.95, share * 2.5 * person.gpuTaste)
        usesGPUBelow = Int(65_536 * gpuShare)
        medianSeconds = max(5, profile.medianSeconds * person.durationFactor)
        durationSigma = person.durationSigma
        coreExponent = Int((person.scale * Double(profile.largestCoreExponent + 1)).rounded(.down))
        memoryPerCoreMB = max(256, Int(Double(profile.memoryPerCoreMB) * person.memoryFactor))
        memoryUse = Int(1024 * person.memoryUse)
        cpuUse = Int(1024 * person.cpuUse)
        runsSteps = random.oneIn(3)
    }
}

/// Research groups, fictitious.
private let accounts = [
    "aero", "agron", "astro", "batterylab", "biochem", "catalysis", "climate", "cms", "compbio", "crystal", "cryoem",
    "earthsys", "fluids", "genomics", "hydro", "imaging", "materials", "mlgroup", "nanoel", "neuro", "nucphys",
    "optics", "pharma", "plasma", "polymer", "qchem", "quantum", "robotics", "spectro", "stats", "structdyn", "vision",
]
