/// Whether a count of picks is what a share of all picks comes to, by chance alone.
public enum Proportion {
  /// Whether `count` of `total` is within six standard deviations, and three more, of the share
  /// `weight` of `weights`: chance leaves these bounds less than once in ten million counts.
  public static func isPlausible(count: Int, of total: Int, weight: Int, of weights: Int) -> Bool {
    precondition(weights > 0 && weight >= 0 && weight <= weights, "a share is between zero and one")
    // |count - total * p| <= 3 + 6 sqrt(total p (1 - p)), all times `weights`.
    let distance = abs(count * weights - total * weight) - 3 * weights
    if distance <= 0 { return true }
    let (square, isLarge) = distance.multipliedReportingOverflow(by: distance)
    return !isLarge && square <= 36 * total * weight * (weights - weight)
  }
}
