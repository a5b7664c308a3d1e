// Replaced as soon as the first type of this layer stands.
