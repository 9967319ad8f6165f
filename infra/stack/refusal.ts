/** Why the command does nothing, and the way out; printed without a stack trace. */
export class Refusal extends Error {
  override name = 'Refusal';
}
