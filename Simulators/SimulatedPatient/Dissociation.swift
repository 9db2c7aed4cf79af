/// How much oxygen haemoglobin carries at a given pressure.
///
/// S = 1 / (23400 / (P³ + 150 P) + 1), P in mmHg at pH 7.4 and 37 °C: J. W. Severinghaus, "Simple,
/// accurate equations for human blood O2 dissociation computations", J Appl Physiol 46 (1979)
/// 599–602. Shifts of the curve by acid, warmth or carbon monoxide are left out.
public enum Dissociation {
    /// The saturation, 0 to 1, at an oxygen pressure in mmHg; 0 for none or less.
    public static func saturation(atMmHg pressure: Double) -> Double {
        let carried = cubic(max(0, pressure))
        return carried / (carried + 23400)
    }

    /// How much the saturation rises for one mmHg more, at a pressure in mmHg.
    public static func slope(atMmHg pressure: Double) -> Double {
        let at = max(0, pressure)
        let whole = cubic(at) + 23400
        return 23400 * (3 * at * at + 150) / (whole * whole)
    }

    private static func cubic(_ pressure: Double) -> Double {
        pressure * (pressure * pressure + 150)
    }
}
