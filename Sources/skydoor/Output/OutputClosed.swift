/// The reader of the output has gone away (`| head`), which ends a command without a word.
struct OutputClosed: Error {}
