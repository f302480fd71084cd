extension XRPCError {
  /// The error for the log: nothing that a service wrote, except a status and an error name that is
  /// a plain word.
  var logText: String {
    switch self {
    case .refused(let status, let name, _, _):
      guard let name, name.utf8.count <= 64, name.utf8.allSatisfy({ $0.isLetter || $0.isDigit })
      else { return "\(status)" }
      return "\(status) \(name)"
    case .unreachable(let reason): return "unreachable: \(reason)"
    case .noAnswer(let reason): return "no answer: \(reason)"
    case .malformedAnswer(let reason): return "malformed answer: \(reason)"
    case .answerTooLarge: return "answer too large"
    case .redirected: return "redirected"
    case .signedOut: return "signed out"
    case .sessionStore: return "session store"
    case .cancelled: return "cancelled"
    }
  }
}
