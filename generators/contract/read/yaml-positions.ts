import { getScalarValue, type Event } from "js-yaml";
import { type Positions, positionsOf, type Row } from "./positions.js";
import { ALIAS, DOCUMENT, MAPPING, POP, SCALAR, SEQUENCE } from "./yaml-values.js";

type Scalar = Extract<Event, { readonly type: 4 }>;

interface Open {
  readonly row: number;
  readonly isMapping: boolean;
  key: { readonly name: string; readonly start: number; readonly end: number; readonly isPlain: boolean } | undefined;
}

interface Table {
  readonly source: string;
  readonly rows: Row[];
  readonly open: Open[];
  readonly anchors: Map<string, number>;
}

/** The positions of the first document of an event stream. */
export function tabulate(events: readonly Event[], source: string): Positions {
  const table: Table = { source, rows: [], open: [], anchors: new Map() };
  for (const event of events) {
    if (event.type === DOCUMENT && table.rows.length > 0) break;
    addEvent(table, event);
  }
  return positionsOf(table.rows);
}

function addEvent(table: Table, event: Event): void {
  const parent = table.open[table.open.length - 1];
  const awaitsKey = parent?.isMapping === true && parent.key === undefined;
  switch (event.type) {
    case SCALAR: {
      const span = spanOf(table.source, event);
      if (awaitsKey) parent.key = { name: getScalarValue(table.source, event), ...span, isPlain: event.style === 1 };
      else setAnchor(table, event.anchorStart, event.anchorEnd, addRow(table, "scalar", span.start, span.end));
      return;
    }
    case ALIAS: {
      const name = table.source.slice(event.anchorStart, event.anchorEnd);
      if (awaitsKey) parent.key = { name: "", start: event.anchorStart - 1, end: event.anchorEnd, isPlain: true };
      else addRow(table, "scalar", event.anchorStart - 1, event.anchorEnd, table.anchors.get(name));
      return;
    }
    case MAPPING:
    case SEQUENCE: {
      if (awaitsKey) parent.key = { name: "", start: event.start, end: event.start + 1, isPlain: true };
      const row = addRow(table, event.type === MAPPING ? "object" : "array", event.start, event.start + 1);
      setAnchor(table, event.anchorStart, event.anchorEnd, row);
      table.open.push({ row, isMapping: event.type === MAPPING, key: undefined });
      return;
    }
    case POP: {
      const closed = table.rows[table.open.pop()?.row ?? -1];
      if (closed !== undefined) closed.next = table.rows.length;
      return;
    }
    case DOCUMENT:
      return;
  }
}

function setAnchor(table: Table, start: number, end: number, row: number): void {
  if (start !== -1) table.anchors.set(table.source.slice(start, end), row);
}

function addRow(table: Table, kind: Row["kind"], start: number, end: number, target?: number): number {
  const parent = table.open[table.open.length - 1];
  const key = parent?.key;
  if (parent !== undefined) parent.key = undefined;
  const index = table.rows.length;
  const place = { kind, name: key?.name ?? "", keyStart: key?.start ?? -1, keyEnd: key?.end ?? -1, start, end, next: index + 1 };
  const merge = key?.isPlain === true && key.name === "<<";
  table.rows.push({ ...place, ...(target === undefined ? {} : { target }), ...(merge ? { merge } : {}) });
  return index;
}

/** What to underline of a scalar: its quotes too; of a text of several lines the first. */
function spanOf(source: string, event: Scalar): { readonly start: number; readonly end: number } {
  if (event.valueStart === -1) return { start: -1, end: -1 };
  const isQuoted = event.style === 2 || event.style === 3;
  const start = isQuoted ? event.valueStart - 1 : event.valueStart + leadingBlanks(source, event.valueStart, event.valueEnd);
  const end = isQuoted ? event.valueEnd + 1 : event.valueEnd;
  const lineEnd = /[\r\n]/g;
  lineEnd.lastIndex = start;
  const found = lineEnd.exec(source)?.index ?? end;
  return { start, end: Math.max(start + 1, Math.min(end, found)) };
}

function leadingBlanks(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && /\s/.test(source[at] ?? "")) at++;
  return at < end ? at - start : 0;
}
