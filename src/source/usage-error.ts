/** A mistake in how the tool was called. Its message is one sentence for the user; the tool exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
