extension FingerOutForm {
    /// What Contec devices send for a pulse and an oxygen value that they do not have.
    var contecNone: (pulse: UInt8, spo2: UInt8) {
        self == .vendor ? (0xFF, 0x7F) : (0, 0)
    }
}
