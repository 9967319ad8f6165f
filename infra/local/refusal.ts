/** The twin cannot start, and the sentence says why and what to do. Nothing was changed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
