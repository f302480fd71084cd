/// What a command needs the journal for.
enum JournalUse {
  case nothing
  /// To look things up: where there is no journal, nothing is remembered.
  case personHistories
  /// To decide. Where none can be written, nothing is decided.
  case decisions
}
