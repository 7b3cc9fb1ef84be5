import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { load as loadYaml } from "js-yaml";
import { getResponse } from "msw";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "../../generators/contract/build/index.js";
import { load } from "../../generators/contract/load.js";
import { loadRuntime } from "../../generators/languages/typescript/runtime.js";
import { openLinker } from "../../generators/mock/link.js";
import { msw } from "../../generators/targets/msw/index.js";
import type { MockContract, MockOptions, MockService, OverrideFunction } from "../../templates/runtime/typescript/mock/index.js";
import { mswHandlers } from "../../templates/runtime/typescript/msw/index.js";
import { type Case, contractPath, readCases, type Setup } from "../parity/cases.js";
import { type Generated, handlersOf, problemHooks, verifiersOf } from "../parity/handlers.js";
import { groupByServer, runCases } from "../parity/run.js";

/** Mocks check all their answers, and have one for every operation. */
const isAsked = ({ setup, want }: Case): boolean => setup.responseCheck !== "off" && want.status !== 501;

/** A number in a handler's hands is a double in the target `msw`, so an echo of more digits than it has is another one; the verdict is the same. */
const verdictOf = (one: Case): Case => {
  const { json: _json, text: _text, ...want } = one.want;
  return one.want.status === 200 ? { ...one, want } : one;
};

const servers = groupByServer(readCases().filter(isAsked).map(verdictOf));

async function openGolden(contract: string, setup: Setup): Promise<{ readonly mock: MockService; readonly node: RequestListener }> {
  const path = contractPath(contract);
  const source = await load(path);
  const files = await msw.emit({ contract: build(source).contract, document: source.document }, { formats: setup.formats ?? "assert" });
  const printed = (await (await openLinker()).run(files, "contract.ts")) as { readonly contract: MockContract };
  const [{ openMock }, { openData }, problem, { answerNode }] = await Promise.all([loadRuntime("mock/index"), loadRuntime("data/index"), loadRuntime("server/problem"), loadRuntime("server/node")]);
  const document = loadYaml(readFileSync(path, "utf8")) as Parameters<typeof handlersOf>[0];
  const generated = problem as unknown as Generated;
  const handlers = Object.entries(handlersOf(document, generated)) as [string, OverrideFunction][];
  const options: MockOptions = {
    baseUrl: "",
    security: verifiersOf(document, generated) as Exclude<MockOptions["security"], string | undefined>,
    problems: problemHooks as unknown as MockOptions["problems"],
    operations: Object.fromEntries(handlers.filter(([id]) => /Limited/.test(id)).map(([id]) => [id, { maxBodyBytes: 1000 }])),
    unknownPaths: "refuse",
    log: () => undefined,
    maxDepth: setup.maxDepth,
    unknownQuery: setup.unknownQuery,
  };
  const mock = openMock(printed.contract, openData(printed.contract.schemas), options);
  for (const [id, handler] of handlers) mock.use(id, handler);
  return { mock, node: (request, response) => answerNode(mock.service, request, response, false) };
}

const carriers: Readonly<Record<string, (golden: Awaited<ReturnType<typeof openGolden>>) => RequestListener>> = {
  "the native mock's carrier": ({ node }) => node,
  MSW: ({ mock }) => {
    const handlers = mswHandlers(mock);
    return async (incoming, outgoing) => {
      const response = await getResponse(handlers, toRequest(incoming)).catch(() => undefined);
      outgoing.writeHead(response?.status ?? 599, [...(response?.headers ?? [])].flat());
      if (response?.body == null) outgoing.end();
      else Readable.fromWeb(response.body as never).pipe(outgoing);
    };
  },
};

function toRequest(incoming: IncomingMessage): Request {
  const { method = "GET", rawHeaders, headers: known, url = "/" } = incoming;
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  const hasBody = method !== "GET" && method !== "HEAD" && (known["transfer-encoding"] ?? known["content-length"]) !== undefined;
  const body = hasBody ? { body: Readable.toWeb(incoming) as never, duplex: "half" } : {};
  return new Request(url.startsWith("/") ? `http://parity.test${url}` : url, { method, headers, ...body } as RequestInit);
}

describe.each(servers.map((server) => [`${server.contract} ${JSON.stringify(server.setup)}`, server] as const))("golden requests: %s", (_name, { contract, setup, cases }) => {
  describe.each(Object.entries(carriers))("%s", (_carrier, carry) => {
    let server: Server | undefined;
    beforeAll(async () => {
      const listener = carry(await openGolden(contract, setup));
      server = createServer(listener);
      await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    }, 60_000);
    afterAll(() => {
      server?.closeAllConnections();
      server?.close();
    });

    test(`${cases.length} verdicts as the server's`, async () => {
      const { port } = server?.address() as AddressInfo;
      const differences = await runCases(cases, { host: "127.0.0.1", port });
      expect(differences.map(({ id, lines }) => `${id}: ${lines.join("; ")}`)).toEqual([]);
    }, 120_000);
  });
});
