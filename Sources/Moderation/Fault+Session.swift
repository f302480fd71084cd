extension Fault {
  /// The session can't be used as it is: nothing helps but to sign in (again), or to mend its file.
  public var wantsSignIn: Bool {
    switch kind {
    case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .noSuchAccount,
      .sessionFile:
      true
    case .notOwner, .groupGone, .groupFull, .rateLimited, .unreachable, .badAnswer, .unconfirmed,
      .refused, .wrongState, .invalid, .journal, .cancelled:
      false
    }
  }
}
