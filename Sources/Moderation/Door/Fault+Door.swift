/// What stands in the way of shutting or opening a door.
extension Fault {
  static let noJournalForDoors = Fault(
    .journal, "No journal is kept, so nobody would know how to open the door again.",
    cure: "Shut it where decisions are written down.")

  static let doorBusy = Fault(
    .refused, "Another skydoor is shutting or opening this door, and has not ended for a minute.",
    cure: "Look at the other one, or end it.")

  static let doorOpenedElsewhere = Fault(
    .refused, "Another skydoor has opened this door before it was shut.",
    cure: "Shut it again if it is still to be shut.")
}
