/** There is no valid value, or none was found. */
export class NoValue extends Error {
  readonly schema: string;
  readonly pointer: string;
  readonly reason: string;

  /** `pointer`: where in the value. `reason`: why, for people. */
  constructor(schema: string, pointer: string, reason: string) {
    super(`no valid value of ${schema}${pointer === "" ? "" : ` at ${pointer}`}: ${reason}`);
    this.name = "NoValue";
    this.schema = schema;
    this.pointer = pointer;
    this.reason = reason;
  }
}
