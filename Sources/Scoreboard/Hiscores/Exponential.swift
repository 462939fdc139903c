private import Glibc

/// 2 to the power of `exponent`.
func exponential2(_ exponent: Double) -> Double { exp2(exponent) }
