type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Hundred<H extends 1 | 2 | 3 | 4 | 5> = AsNumber<`${H}${Digit}${Digit}`>;
type AsNumber<T extends string> = T extends `${infer N extends number}` ? N : never;

export type Status1XX = Hundred<1>;
export type Status2XX = Hundred<2>;
export type Status3XX = Hundred<3>;
export type Status4XX = Hundred<4>;
export type Status5XX = Hundred<5>;

/** Every status code of HTTP (RFC 9110, section 15): 100 to 599. */
export type StatusCode = Status1XX | Status2XX | Status3XX | Status4XX | Status5XX;

/**
 * Every status that an answer can have: a code, or 0 where a browser hides the answer, as it does with redirects under
 * `init: { redirect: "manual" }` (WHATWG Fetch, section 2.2.6).
 */
export type Status = StatusCode | 0;
