import { writeAnswer } from "../server/answers.js";
import type { Answer } from "../server/call.js";
import { isStream, type Reply } from "../server/reply.js";
import { type RoutePlan, Turn } from "../server/turn.js";
import type { Visit } from "./desk.js";
import type { Memory } from "./memory.js";

/** Answers to equal requests, written once. */
export interface Replies {
  /** The answer to the same request, if nothing that it depends on has changed since. */
  recall(visit: Visit, make: () => Answer): Answer;
  /** As the server's, for answers that were recalled only once. */
  readonly write: typeof writeAnswer;
  /** What was sent to the same request, if it would be sent again: then no part of it has to be read. */
  recallSent(turn: Turn): Reply | undefined;
  /** To be called with each answer before it is sent. */
  keepSent(turn: Turn, reply: Reply): void;
  /** To be called where requests will be answered otherwise from now on. */
  forgetSent(): void;
}

/** An answer as it was sent, and what the log says of its operation. */
interface Sent {
  readonly reply: Reply;
  readonly plan: RoutePlan | undefined;
  readonly version: number;
}

interface Known {
  readonly answer: Answer;
  /** Of the memory, when it was made. */
  readonly version: number;
}

/** How many answers are remembered. */
const most = 1000;

export function openReplies(memory: Memory): Replies {
  const { recallSent, keepSent, forgetSent, mark } = openSent(memory);
  const answers = new Map<string, Known>();
  const written = new WeakMap<Answer, Reply | undefined>();
  return {
    recallSent,
    keepSent,
    forgetSent,
    recall(visit, make) {
      const key = keyOf(visit);
      if (key === undefined) return make();
      const known = answers.get(key);
      const { version } = memory;
      if (known !== undefined && known.version === version) {
        mark(visit);
        return known.answer;
      }
      const answer = make();
      if (answers.size >= most) answers.clear();
      // What is read for the first time may have been made, and remembered, by that.
      answers.set(key, { answer, version });
      written.set(answer, undefined);
      return answer;
    },
    write(plans, answer, asked) {
      const known = written.get(answer);
      if (known !== undefined) return { ...known, headers: [...known.headers] };
      const reply = writeAnswer(plans, answer, asked);
      if (written.has(answer) && !isStream(reply.body)) written.set(answer, { ...reply, headers: [...reply.headers] });
      return reply;
    },
  };
}

/** What an answer without side effects depends on; `undefined`: it has some, or is read while it is sent. */
function keyOf({ plan, call }: Visit): string | undefined {
  if (!(call instanceof Turn) || (call.method !== "GET" && call.method !== "HEAD") || plan.route.body !== undefined) return undefined;
  if (plan.answers.some(({ contents }) => contents.some(({ kind }) => kind === "events" || kind === "jsonLines"))) return undefined;
  const { path, query } = call.exchange;
  return `${plan.name}\n${path}\n${query}\n${call.header("accept") ?? ""}\n${call.header("prefer") ?? ""}\n${call.header("host") ?? ""}`;
}

/** All of a request without a body: whoever sends the same again, credentials and all, gets the same verdict. */
function textOf({ exchange }: Turn): string {
  let text = `${exchange.method} ${exchange.path}?${exchange.query}`;
  for (const [name, value] of exchange.headers()) text += `\n${name}:${value}`;
  return text;
}

type SentReplies = Pick<Replies, "recallSent" | "keepSent" | "forgetSent"> & {
  /** The answer to this request is one that was recalled. */
  readonly mark: (visit: Visit) => void;
};

function openSent(memory: Memory): SentReplies {
  const sent = new Map<string, Sent>();
  const marked = new WeakSet<Turn>();
  return {
    mark({ call }) {
      if (call instanceof Turn && !call.exchange.hasBody) marked.add(call);
    },
    recallSent(turn) {
      if (sent.size === 0 || turn.exchange.hasBody) return undefined;
      const known = sent.get(textOf(turn));
      if (known === undefined || known.version !== memory.version) return undefined;
      turn.plan = known.plan;
      return { ...known.reply, headers: [...known.reply.headers] };
    },
    keepSent(turn, reply) {
      if (!marked.has(turn) || turn.failure !== undefined || isStream(reply.body)) return;
      if (sent.size >= most) sent.clear();
      sent.set(textOf(turn), { reply: { ...reply, headers: [...reply.headers] }, plan: turn.plan, version: memory.version });
    },
    forgetSent: () => sent.clear(),
  };
}
