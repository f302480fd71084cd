/// How the owner wrote a part of a filter. It is no part of what the filter means: `age<7d` and
/// `age < 7d` are equal.
struct FilterSource: Hashable, Sendable {
  let text: String

  static func == (_: FilterSource, _: FilterSource) -> Bool { true }

  func hash(into _: inout Hasher) {}
}
