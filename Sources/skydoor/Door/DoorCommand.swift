import ArgumentParser

/// What there is to do about doors.
struct DoorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "door", abstract: "Shut the doors of your groups in a raid, and open them again.",
    discussion: """
      A shut door lets nobody in unseen: the join link asks for approval and is only for people whom \
      you follow, or it is off. What the link was before is in the journal on this machine, and opening \
      the door makes it exactly that again, in whichever process. The table [door] of the \
      configuration says how doors are shut, and for how long.
      """,
    subcommands: [
      DoorStatusCommand.self, DoorShutCommand.self, DoorOpenCommand.self, DoorWatchCommand.self,
    ],
    defaultSubcommand: DoorStatusCommand.self)
}
