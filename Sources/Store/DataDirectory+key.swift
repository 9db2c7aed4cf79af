import Ledger

extension DataDirectory {
    /// The station's signing key, made on first use. Call only while the lock is held.
    func signingKey() throws(StoreError) -> SigningKey {
        if SystemFiles.kind(of: keyPath) == .missing { return try makeKey() }
        guard let seed = SystemFiles.read(keyPath, longest: SigningKey.seedLength) else {
            throw .notPermitted(keyPath)
        }
        guard let key = SigningKey(seed: seed) else {
            throw .damaged(keyPath, "a signing key has 32 bytes, this file has \(seed.count)")
        }
        return key
    }

    private func makeKey() throws(StoreError) -> SigningKey {
        let key = SigningKey.generate()
        // Renamed into place, so that a power cut leaves a whole key or none.
        let fresh = keyPath + ".new"
        guard SystemFiles.writePrivate(key.seed, to: fresh),
            SystemFiles.rename(fresh, to: keyPath)
        else { throw .notPermitted(keyPath) }
        return key
    }
}
