// A module exactly as the generator prints it: the printed code must compile against the runtime and behave as these tests say.
import {
  apiKey, basic, bearer, binary, connect, events, file, form, json, jsonLines, multipart, paginated, send, stream, streamable, text,
  type ApiKeyCredential, type BasicCredential, type BearerCredential, type BinaryBody, type CallOptions, type Client, type Download,
  type Failure, type FileBody, type ItemStream, type OffContract, type OperationSpec, type ServerChoice, type Status, type Status5XX, type StreamCall, type Success,
  type ClientOptions as RuntimeClientOptions,
} from "../../../templates/runtime/typescript/index.js";

export { file };

// ---------------------------------------------------------------- types/User.ts

/** A person who can sign in. */
export interface User {
  readonly id: number;
  name: string;
  email?: string | null;
}

/** RFC 9457. */
export interface Problem {
  title: string;
  detail?: string;
}

// ---------------------------------------------------------------- client.ts

/** Credentials by security scheme. */
export interface Auth {
  bearerAuth?: BearerCredential;
  apiKey?: ApiKeyCredential;
  basic?: BasicCredential;
}

export interface ClientOptions extends Omit<RuntimeClientOptions, "auth">, ServerChoice {
  readonly auth?: Auth;
}

/** A client of the Users API. */
export function createClient(options: ClientOptions = {}): Client {
  return connect(options, {
    servers: [{ url: "https://{region}.example.com/v1", variables: { region: { default: "eu", values: ["eu", "us"] } } }, "https://staging.example.com/v1"],
    schemes: { bearerAuth: bearer(), apiKey: apiKey("header", "X-API-Key"), basic: basic() },
  });
}

// ---------------------------------------------------------------- operations/users.ts

export interface GetUserRequest {
  path: { id: number };
  query?: { fields?: string[] };
  headers?: { "X-Trace"?: string };
}

export type GetUserResult =
  | Success<200, User>
  | Failure<404, Problem>
  | Failure<Status5XX, Problem>
  | OffContract<Exclude<Status, 200 | 404 | Status5XX>>;

const getUserSpec: OperationSpec = {
  id: "getUser",
  method: "GET",
  path: "/users/{id}",
  parameters: [
    { name: "id", in: "path" },
    { name: "fields", in: "query", explode: false },
    { name: "X-Trace", in: "header" },
  ],
  responses: {
    200: { "application/json": json },
    404: { "application/problem+json": json },
    "5XX": { "application/problem+json": json },
  },
  security: [["bearerAuth"], ["apiKey", "basic"], []],
};

/** Gets one user. */
export function getUser(client: Client, request: GetUserRequest, options?: CallOptions): Promise<GetUserResult> {
  return send(client, getUserSpec, request, options);
}

export interface CreateUserRequest {
  body: { name: string; email?: string | null };
}

export type CreateUserResult = Success<201, User> | Failure<Exclude<Status, 201>, Problem>;

const createUserSpec: OperationSpec = {
  id: "createUser",
  method: "POST",
  path: "/users",
  body: { "application/json": json, "application/x-www-form-urlencoded": form },
  responses: { 201: { "application/json": json }, default: { "application/problem+json": json } },
};

/** Adds a user. */
export function createUser(client: Client, request: CreateUserRequest, options?: CallOptions): Promise<CreateUserResult> {
  return send(client, createUserSpec, request, options);
}

export type DeleteUserResult = Success<204, undefined> | OffContract<Exclude<Status, 204>>;

const deleteUserSpec: OperationSpec = {
  id: "deleteUser",
  method: "DELETE",
  path: "/users/{id}",
  parameters: [{ name: "id", in: "path" }],
  responses: { 204: {} },
};

/** Removes a user. */
export function deleteUser(client: Client, request: { path: { id: number } }, options?: CallOptions): Promise<DeleteUserResult> {
  return send(client, deleteUserSpec, request, options);
}

export interface ListUsersRequest {
  query?: { limit?: number; cursor?: string };
}

export interface UserPage {
  users: User[];
  next?: string | null;
}

export type ListUsersResult = Success<200, UserPage> | Failure<Exclude<Status, 200>, Problem>;

const listUsersSpec: OperationSpec = {
  id: "listUsers",
  method: "GET",
  path: "/users",
  parameters: [
    { name: "limit", in: "query" },
    { name: "cursor", in: "query" },
  ],
  responses: { 200: { "application/json": json }, default: { "application/problem+json": json } },
};

/** Lists users. `listUsers.items(api)` walks through all of them. */
export const listUsers = /* @__PURE__ */ paginated(
  function listUsers(client: Client, request: ListUsersRequest = {}, options?: CallOptions): Promise<ListUsersResult> {
    return send(client, listUsersSpec, request, options);
  },
  { items: ["users"], next: { kind: "cursor", parameter: "cursor", cursor: ["next"] } },
);

export interface UploadAvatarRequest {
  path: { id: number };
  body: { avatar: FileBody; gallery?: FileBody[]; about?: { caption: string } };
}

export type UploadAvatarResult = Success<200, string> | OffContract<Exclude<Status, 200>>;

const uploadAvatarSpec: OperationSpec = {
  id: "uploadAvatar",
  method: "PUT",
  path: "/users/{id}/avatar",
  parameters: [{ name: "id", in: "path" }],
  body: { "multipart/form-data": () => multipart({ avatar: { contentType: "image/png" } }) },
  responses: { 200: { "text/plain": text } },
};

/** Sets a user's picture. */
export function uploadAvatar(client: Client, request: UploadAvatarRequest, options?: CallOptions): Promise<UploadAvatarResult> {
  return send(client, uploadAvatarSpec, request, options);
}

export type DownloadAvatarResult = Success<200, Download> | OffContract<Exclude<Status, 200>>;

const downloadAvatarSpec: OperationSpec = {
  id: "downloadAvatar",
  method: "GET",
  path: "/users/{id}/avatar",
  parameters: [{ name: "id", in: "path" }],
  responses: { 200: { "image/*": binary } },
};

/** Gets a user's picture. */
export function downloadAvatar(client: Client, request: { path: { id: number } }, options?: CallOptions): Promise<DownloadAvatarResult> {
  return send(client, downloadAvatarSpec, request, options);
}

const restoreSpec: OperationSpec = {
  id: "restore",
  method: "POST",
  path: "/backup",
  body: { "application/octet-stream": binary },
  responses: { 204: {} },
};

/** Restores a backup. */
export function restore(client: Client, request: { body: BinaryBody }, options?: CallOptions): Promise<DeleteUserResult> {
  return send(client, restoreSpec, request, options);
}

export interface ChatEvent {
  delta: string;
}

export interface ChatRequest {
  body: { message: string; stream?: boolean };
}

export type StreamChatResult = Success<200, ItemStream<ChatEvent>> | Failure<400, Problem> | OffContract<Exclude<Status, 200 | 400>>;

const streamChatSpec: OperationSpec = {
  id: "streamChat",
  method: "POST",
  path: "/chat",
  body: { "application/json": json },
  responses: { 200: { "text/event-stream": events }, 400: { "application/problem+json": json } },
};

/** Talks. */
export function streamChat(client: Client, request: ChatRequest, options?: CallOptions): StreamCall<StreamChatResult, ChatEvent> {
  return stream(client, streamChatSpec, request, options);
}

export type CompleteResult = Success<200, { text: string }> | Failure<400, Problem> | OffContract<Exclude<Status, 200 | 400>>;
export type CompleteStreamResult = Success<200, ItemStream<ChatEvent>> | Failure<400, Problem> | OffContract<Exclude<Status, 200 | 400>>;

const completeSpec: OperationSpec = {
  id: "complete",
  method: "POST",
  path: "/complete",
  body: { "application/json": json },
  responses: { 200: { "application/json": json, "text/event-stream": events }, 400: { "application/problem+json": json } },
};

/** Completes a text, at once or (`complete.stream`) as it comes. */
export const complete = /* @__PURE__ */ streamable(
  function complete(client: Client, request: ChatRequest, options?: CallOptions): Promise<CompleteResult> {
    return send(client, completeSpec, request, options);
  },
  function complete(client: Client, request: ChatRequest, options?: CallOptions): StreamCall<CompleteStreamResult, ChatEvent> {
    return stream(client, completeSpec, request, options);
  },
);

export type TailResult = Success<200, ItemStream<{ line: number }>> | OffContract<Exclude<Status, 200>>;

const tailSpec: OperationSpec = {
  id: "tail",
  method: "GET",
  path: "/log",
  responses: { 200: { "application/jsonl": jsonLines } },
};

/** Follows the log. */
export function tail(client: Client, request: Record<never, never> = {}, options?: CallOptions): StreamCall<TailResult, { line: number }> {
  return stream(client, tailSpec, request, options);
}
