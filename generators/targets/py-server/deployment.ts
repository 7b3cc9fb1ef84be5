import { code, type Printable, word, verbatim } from "../../emit/code.js";
import type { File } from "../../emit/file.js";
import { call } from "../../languages/python/calls.js";
import { docstring } from "../../languages/python/comments.js";
import { type ArgumentCode, printHead } from "../../languages/python/functions.js";
import { literal } from "../../languages/python/literals.js";
import { importName, printFile } from "../../languages/python/module.js";
import { argumentsOf } from "./app.js";
import type { ServerPrinter } from "./printer.js";

const callable = importName("collections.abc", "Callable");

/** `deployment.py`: how a service runs on Ray Serve, on any number of machines. */
export function printDeployment(printer: ServerPrinter): File {
  const { own, names } = printer;
  const application = names.outside("fastapi", "FastAPI");
  const lifespan: ArgumentCode = { name: word("lifespan"), type: code`${names.outside("starlette.types", "Lifespan")}[${application}] | None`, default: word("None") };
  const { keywords } = argumentsOf(printer);
  const head = printHead(
    {
      head: verbatim("def deploy"),
      self: false,
      positional: [{ name: word("make_service"), type: code`${callable}[[], ${own.service}]` }],
      keywords: [...keywords, lifespan, { name: verbatim("**settings"), type: importName("typing", "Any") }],
      returns: [names.outside("ray.serve", "Application")],
    },
    0,
  );
  const options = code`${importName("./runtime/ray", "on_ray")}(options)`;
  const given = [...keywords, lifespan].map(({ name }): readonly [Printable, Printable] => [name, name === word("options") ? options : name]);
  const text = `Gives what \`ray.serve.run\` and the command \`serve run\` take.

Each replica calls \`make_service\` for a service of its own: where a model is loaded, it is loaded there. Batches are made by Ray.
\`settings\` are those of \`ray.serve.deployment\`, such as \`num_replicas=4\` or \`ray_actor_options={"num_gpus": 1}\`.`;
  const body = code`
    ${head}
        ${docstring({ text })}

        def build() -> ${application}:
            return ${call(importName("./app", "create_app"), [code`make_service()`], given)}

        return ${call(importName("./runtime/ray", "deploy_app"), [own.contract, literal(own.service.name), word("build"), word("settings")])}
  `;
  return printFile("deployment", [body], { doc: docstring({ text: `Puts a \`${own.service.name}\` on Ray Serve.` }) });
}
