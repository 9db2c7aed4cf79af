// SimulatedOximeter
