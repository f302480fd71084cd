import Moderation

extension CommandError {
  init(_ fault: Fault) {
    self.init(fault.message, cure: fault.cure, ExitStatus(fault.kind))
  }
}
