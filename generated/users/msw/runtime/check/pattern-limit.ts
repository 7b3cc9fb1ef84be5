/** Whether a text matches a pattern can't be said in bounded time. A server refuses the value: 400, rule `pattern`. */
export class PatternLimit extends Error {
  override readonly name = "PatternLimit";
  constructor() {
    super("matching this text against the pattern takes too long");
  }
}
