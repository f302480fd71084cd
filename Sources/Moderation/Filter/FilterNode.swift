/// A filter expression as a tree.
enum FilterNode: Hashable, Sendable {
  case all([FilterNode])
  case any([FilterNode])
  indirect case not(FilterNode, FilterSource)
  case term(FilterTest, FilterSource)

  var fields: Set<Filter.Field> {
    switch self {
    case .all(let nodes), .any(let nodes): nodes.reduce(into: []) { $0.formUnion($1.fields) }
    case .not(let node, _): node.fields
    case .term(let test, _): test.fields
    }
  }

  /// Nil where the answer hangs on something unknown (Kleene's three-valued logic).
  func holds(for subject: borrowing FilterSubject) -> Bool? {
    switch self {
    case .all(let nodes):
      var result: Bool? = true
      for node in nodes {
        switch node.holds(for: subject) {
        case false?: return false
        case nil: result = nil
        case true?: break
        }
      }
      return result
    case .any(let nodes):
      var result: Bool? = false
      for node in nodes {
        switch node.holds(for: subject) {
        case true?: return true
        case nil: result = nil
        case false?: break
        }
      }
      return result
    case .not(let node, _):
      return node.holds(for: subject).map { !$0 }
    case .term(let test, _):
      return test.holds(for: subject)
    }
  }
}
