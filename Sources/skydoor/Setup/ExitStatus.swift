import Moderation

/// How skydoor ends, for scripts: the numbers of sysexits.h, and 1 for work half done.
enum ExitStatus: Int32, CaseIterable {
  /// Some decisions were not carried out, or a group is in no state for what was asked; for `status`,
  /// nobody waits.
  case incomplete = 1
  /// The command line asks for something that can't be.
  case usage = 64
  /// A group, member, rule, filter or input line that leads nowhere; input that can't be read.
  case badInput = 65
  /// The service is not to be reached, or does not answer as it should.
  case unavailable = 69
  /// The output can't be written (a full disk).
  case outputFailed = 74
  /// The service asks to come back later.
  case tryLater = 75
  /// Not signed in, or not allowed.
  case notAllowed = 77
  case badConfiguration = 78
  /// Stopped by ^C (128 and the signal's number, as shells report it).
  case interrupted = 130

  init(_ kind: Fault.Kind) {
    self =
      switch kind {
      case .signedOut, .wrongPassword, .authFactorRequired, .chatNotAllowed, .notOwner,
        .sessionFile, .journal:
        .notAllowed
      case .groupGone, .noSuchAccount, .invalid: .badInput
      case .groupFull, .wrongState: .incomplete
      case .rateLimited: .tryLater
      case .unreachable, .badAnswer, .unconfirmed, .refused: .unavailable
      case .cancelled: .interrupted
      }
  }

  /// For the manual.
  var meaning: String {
    switch self {
    case .incomplete:
      """
      Some decisions or doors failed, the group is in no state for it, the answer was no, or nobody \
      waits (status).
      """
    case .usage: "The command line asks for something that can't be."
    case .badInput:
      """
      A group, member, rule, filter or input line leads nowhere, or standard input can't be read.
      """
    case .unavailable: "The service can't be reached, or does not answer as it should."
    case .outputFailed: "The output can't be written."
    case .tryLater: "The service asks to come back later."
    case .notAllowed: "Not signed in, or not allowed."
    case .badConfiguration: "The configuration can't be used."
    case .interrupted: "Stopped by ^C."
    }
  }
}
