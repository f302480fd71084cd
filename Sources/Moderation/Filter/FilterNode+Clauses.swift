extension FilterNode {
  /// The clauses of a node that holds.
  func clauses(metBy subject: FilterSubject) -> [Filter.Clause] {
    switch self {
    case .all(let nodes):
      nodes.flatMap { $0.clauses(metBy: subject) }
    case .any(let nodes):
      nodes.filter { $0.holds(for: subject) == true }.flatMap { $0.clauses(metBy: subject) }
    case .not(let node, let source):
      [Filter.Clause(text: source.text, value: node.values(of: subject).joined(separator: ", "))]
    case .term(let test, let source):
      [Filter.Clause(text: source.text, value: test.value(of: subject))]
    }
  }

  /// What all the terms within ask about, each answer once.
  private func values(of subject: FilterSubject) -> [String] {
    switch self {
    case .all(let nodes), .any(let nodes):
      nodes.reduce(into: []) { values, node in
        values += node.values(of: subject).filter { !values.contains($0) }
      }
    case .not(let node, _): node.values(of: subject)
    case .term(let test, _): [test.value(of: subject)]
    }
  }
}
