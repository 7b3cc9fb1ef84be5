import { type Code, code, type Ident, type Import, type Printable, render } from "../../../emit/code.js";
import { Scope } from "../../../emit/scope.js";
import { reservedNames } from "../reserved.js";

/** A part of a route that others of its module may have as well: there it is a constant. */
export interface Piece {
  /** What it is, written out: equal pieces are one. */
  readonly text: string;
  /** What it may be called: the first of these that is free. */
  readonly names: readonly [string, ...string[]];
  readonly type: Import;
  readonly inner: readonly Piece[];
  readonly print: (inner: readonly Printable[]) => Code;
}

/** How a piece is made: of pieces within it, and of code around them. */
export type PieceParts = Omit<Piece, "text">;

/** The pieces of one module. */
export interface Pieces {
  /** A piece to be put into another one. */
  readonly make: (parts: PieceParts) => Piece;
  /** Mentions a piece: by its name, or as it is. To be asked when all pieces were made. */
  readonly mention: (piece: Piece) => Printable;
  /** What a route mentions outside of any piece, counted. */
  readonly use: (piece: Piece) => Piece;
  /** The constants, each behind those that it mentions. */
  readonly declare: () => readonly Code[];
}

/** What is hardly longer than a name stays where it is. */
const shortest = 45;

/** Gathers what the routes of a module have in common. What is needed once stays inline, so that a reader finds it where it belongs. */
export function gatherPieces(): Pieces {
  const known = new Map<string, { readonly piece: Piece; uses: number }>();
  const names = new Map<Piece, Ident>();
  const scope = new Scope({ reserved: reservedNames, fallback: "piece" });
  const use = (piece: Piece): Piece => {
    const found = known.get(piece.text);
    if (found) found.uses += 1;
    return piece;
  };
  const make = (parts: PieceParts): Piece => {
    const text = render(parts.print(parts.inner.map(writeOut)), Number.POSITIVE_INFINITY);
    const found = known.get(text);
    if (found) return found.piece;
    const piece: Piece = { ...parts, text };
    known.set(text, { piece, uses: 0 });
    parts.inner.forEach(use);
    return piece;
  };
  const mention = (piece: Piece): Printable => names.get(piece) ?? piece.print(piece.inner.map(mention));
  const declare = (): readonly Code[] =>
    [...known.values()].flatMap(({ piece, uses }) => {
      if (uses < 2 || piece.text.length <= shortest) return [];
      const body = piece.print(piece.inner.map(mention));
      const name = scope.claim(...free(piece.names));
      names.set(piece, name);
      return [code`const ${name}: ${piece.type} = ${body};`];
    });
  return { make, use, mention, declare };
}

const writeOut = (piece: Piece): Code => piece.print(piece.inner.map(writeOut));

/** Functions of other modules begin with a verb; constants don't, so that none is in another's way. */
const free = ([first, ...others]: Piece["names"]): Piece["names"] => [leave(first), ...others.map(leave)];
const leave = (name: string): string => (/^(is|check|read|write)(?!\p{Ll})/u.test(name) ? `the${name.slice(0, 1).toUpperCase()}${name.slice(1)}` : name);
