import type { CredentialOrigin } from "../../context";
import { exactly } from "../../output/times";
import type { Command } from "../../parsing/command";

const kinds = { personal_token: "personal API token", api_key: "API key", access_token: "access token", api_token: "long-lived API token", session: "session token", grant: "login" } as const;

export const whoami: Command = {
  name: "whoami",
  summary: "Show who you are here, and what the credential may do",
  examples: [
    ["keyhouse whoami", "Who am I?"],
    ["keyhouse whoami --json", "The same for a program"],
  ],
  async run(context) {
    const { terminal, world } = context;
    const who = await (await context.client()).auth.verify();
    if (terminal.isJson) return terminal.json(who);
    const { user } = who;
    const origin = await context.origin();
    terminal.facts([
      ["Account", `${user.username} (${user.role})`],
      ["Email", user.email],
      ["Groups", who.groups.join(", ")],
      ["Server", await context.url()],
      ["Credential", `${kinds[who.kind]}, from ${from[origin]}`],
      ["Scopes", who.scopes.join(" ") || "none"],
      ["Expires", origin === "login" ? "renews itself" : (exactly(who.expires_at, world.now()) ?? "never")],
    ]);
  },
};

const from: Record<CredentialOrigin, string> = { KEYHOUSE_TOKEN: "KEYHOUSE_TOKEN", "api.token": "api.token", login: "keyhouse login", none: "nowhere" };
