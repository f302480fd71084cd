import ArgumentParser

/// Which group a command changes, and how it is to go about it.
struct ChangeOptions: ParsableArguments {
  @Argument(help: "The group's id or name.")
  var group: String

  @Flag(help: "Say what would be done, and send nothing.")
  var dryRun = false

  @Flag(help: "Print JSON, one line.")
  var json = false
}
