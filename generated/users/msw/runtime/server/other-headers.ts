/** Headers of an answer that the contract doesn't name: a text, or one line for each of several. */
export interface OtherHeaders {
  readonly [name: string]: string | number | readonly string[] | undefined;
}
