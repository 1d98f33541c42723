"""Steps of the journeys: one function per step, named by the person and the verb."""
