import { Failure, usageFailure } from "../failure";
import { plain } from "../output/plain";
import { withProgress } from "../output/progress";
import type { Style } from "../output/style";
import type { Command } from "../parsing/command";

const signs = { good: "✓", warn: "!", bad: "✗" } as const;

export const doctor: Command = {
  name: "doctor",
  summary: "Test an MCP server, or a client's metadata document, as a strict client would",
  details: "The server does the test, from where it is: challenge, metadata, PKCE, registration, CORS. It registers nothing and signs nobody in.\nExit code 1 if something is wrong.",
  arguments: [{ name: "url", description: "The address of the MCP server or of the document" }],
  options: { "client-document": { type: "flag", description: "It is a client's metadata document (taken for one as well if it ends in .json)" } },
  examples: [
    ["keyhouse doctor https://mcp.example.com/mcp", "Why can nobody connect?"],
    ["keyhouse doctor https://app.example.com/client.json", "Is the document right?"],
  ],
  async run(context, values) {
    const { terminal, world } = context;
    const url = values.argument("url");
    if (!URL.canParse(url) || !/^https?:/.test(url)) throw usageFailure(`url must be a web address such as https://mcp.example.com/mcp, not ${JSON.stringify(url)}`);
    const isDocument = values.flag("client-document") || new URL(url).pathname.endsWith(".json");
    const { doctor: calls } = await context.client();
    const report = await withProgress(world, () => `Asking ${plain(url)}`, () => (isDocument ? calls.testClientDocument({ url }) : calls.testMcpServer({ url })));
    if (terminal.isJson) terminal.json(report);
    else for (const finding of report.findings) terminal.print(describe(finding, terminal.style));
    if (report.verdict === "bad") throw new Failure(`${plain(url)} has faults that keep clients out.`, { hint: terminal.isJson ? undefined : "Each one above says what to do.", isShown: true });
    if (!terminal.isJson) terminal.print(report.verdict === "good" ? "\nEverything is as clients expect it." : "\nClients can connect; what is marked with ! could be better.");
  },
};

type Finding = { severity: "good" | "warn" | "bad"; title: string; text: string; fix?: string };

function describe({ severity, title, text, fix }: Finding, style: Style): string {
  const lines = [`${style[severity](signs[severity])} ${style.bold(plain(title))}`, `  ${plain(text)}`];
  return [...lines, ...(fix === undefined ? [] : [`  ${style[severity]("Do this:")} ${plain(fix)}`])].join("\n");
}
