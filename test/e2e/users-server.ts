import { type Exchange, type Route, send, sendProblem, type Server, startServer } from "./server.js";

/** A user as the server keeps it. */
interface Stored {
  readonly id: number | bigint;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly nickname?: string | null;
  readonly password?: string;
  readonly created_at: string;
}

/** What the server knows, for a test to look at. */
export interface UsersServer extends Server {
  readonly stored: Map<string, Stored>;
}

/** A server of specs/users, with five users: only `Bearer good` may call. `more`: what it has beside. */
export async function startUsers(more: Readonly<Record<string, Route["handle"]>> = {}): Promise<UsersServer> {
  const stored = new Map<string, Stored>();
  for (const [index, name] of ["Ada", "Bob", "Cleo", "Dan", "Eve"].entries()) {
    const id = index + 1;
    stored.set(String(id), { id, name, email: `${name.toLowerCase()}@example.com`, role: id === 1 ? "admin" : "user", created_at: "2026-03-14T09:26:53Z" });
  }
  let last = 5;

  const guard = (handle: (exchange: Exchange, parameters: Readonly<Record<string, string>>) => void) => (exchange: Exchange, parameters: Readonly<Record<string, string>>): void => {
    if (exchange.seen.headers.authorization === "Bearer good") return handle(exchange, parameters);
    sendProblem(exchange.response, 401, "Unauthorized", { code: "unauthorized" }, { "www-authenticate": 'Bearer error="invalid_token"' });
  };
  const find = ({ response }: Exchange, id: string | undefined): Stored | undefined => {
    const user = stored.get(id ?? "");
    if (user === undefined) sendProblem(response, 404, "No such user", { code: "not_found", detail: `There is no user ${id}.` });
    return user;
  };
  const isTaken = ({ response }: Exchange, email: unknown, id?: string): boolean => {
    const taken = [...stored.values()].some((user) => user.email === email && String(user.id) !== id);
    if (taken) sendProblem(response, 409, "Email taken");
    return taken;
  };

  const server = await startServer({
    ...more,
    "GET /users": guard(({ seen, response }) => {
      const limit = Number(seen.query.get("limit") ?? 20);
      if (!Number.isInteger(limit) || limit < 1) {
        return sendProblem(response, 400, "Invalid request", { violations: [{ in: "query", pointer: "/limit", rule: "minimum", message: "must be at least 1" }] });
      }
      const role = seen.query.get("role");
      const all = [...stored.values()].filter((user) => role === null || user.role === role);
      const start = Number(seen.query.get("cursor")?.slice(3) ?? 0);
      send(response, 200, { items: all.slice(start, start + limit).map(answer), next_cursor: start + limit < all.length ? `at-${start + limit}` : null });
    }),
    "POST /users": guard((exchange) => {
      const body = exchange.json() as Stored;
      if (isTaken(exchange, body.email)) return;
      last += 1;
      stored.set(String(last), { ...body, role: body.role ?? "user", id: last, created_at: "2026-03-15T00:00:00Z" });
      send(exchange.response, 201, answer(stored.get(String(last))), { location: `/users/${last}` });
    }),
    "GET /users/:id": guard((exchange, { id }) => {
      const user = find(exchange, id);
      if (user !== undefined) send(exchange.response, 200, answer(user));
    }),
    "PUT /users/:id": guard((exchange, { id }) => {
      const user = find(exchange, id);
      const body = exchange.json() as Stored;
      if (user === undefined || isTaken(exchange, body.email, id)) return;
      stored.set(String(id), { ...body, role: body.role ?? "user", id: user.id, created_at: user.created_at });
      send(exchange.response, 200, answer(stored.get(String(id))));
    }),
    "PATCH /users/:id": guard((exchange, { id }) => {
      const user = find(exchange, id);
      if (user === undefined) return;
      stored.set(String(id), { ...user, ...(exchange.json() as Partial<Stored>) });
      send(exchange.response, 200, answer(stored.get(String(id))));
    }),
    "DELETE /users/:id": guard((exchange, { id }) => {
      if (find(exchange, id) === undefined) return;
      stored.delete(String(id));
      send(exchange.response, 204);
    }),
  });
  return { ...server, stored };
}

/** A user as it is answered: a password is never told. */
function answer(user: Stored | undefined): object {
  const { password: _, ...shown } = user ?? { password: "" };
  return shown;
}
