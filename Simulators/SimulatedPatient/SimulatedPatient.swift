// SimulatedPatient
