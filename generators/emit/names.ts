/**
 * Cuts a name from a contract into words: at everything that is no letter or digit, between `aB`, and in `HTTPProxy` before `Proxy`.
 * Digits stay with the word before them. Words keep their case. Empty for text without letters and digits.
 */
export function cutWords(text: string): readonly string[] {
  return (
    text
      .normalize("NFC")
      .replace(/['’]/gu, "")
      .match(/\p{Lu}+(?![\p{Ll}])[\p{N}]*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{Lt}]+[\p{N}]*|\p{Lu}[\p{N}]*|[\p{N}]+/gu) ?? []
  );
}

const raise = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Words of a name that shouts (`USER_NAME`) become quiet; others keep their case (`OAuthURL`). */
const quiet = (text: string): ((word: string) => string) => (/\p{Ll}/u.test(text) ? (word) => word : (word) => word.toLowerCase());

/** `user-name`, `USER_NAME` -> `UserName`; `HTTPProxy` stays. */
export const toPascal = (text: string): string =>
  isPascal.test(text) ? text : cutWords(text).map(quiet(text)).map(raise).join("");

const isPascal = /^[A-Z](?=.*[a-z])[A-Za-z]*$/;

/** `user-name`, `USER_NAME` -> `userName`; `HTTPProxy` -> `httpProxy`. */
export const toCamel = (text: string): string =>
  cutWords(text).map(quiet(text)).map((word, index) => (index === 0 ? word.toLowerCase() : raise(word))).join("");

/** `HTTP_proxy-name` -> `http-proxy-name`, ASCII only, at most 80 characters: the stem of a file name. */
export const toKebab = (text: string): string =>
  cutWords(text)
    .map((word) => word.toLowerCase().replace(/[^a-z0-9]/gu, ""))
    .filter((word) => word !== "")
    .join("-")
    .slice(0, 80)
    .replace(/-$/u, "");
