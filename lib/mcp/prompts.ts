import type { GetPromptResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

/** Prompts that a person can choose from the client's menu. */
export function addPrompts(server: McpServer): void {
  server.registerPrompt(
    "review_my_keys",
    { title: "Review my keys", description: "Looks for keys that are unused, unlimited, too strong or about to expire, and proposes what to do." },
    () =>
      ask(`Review my API keys. List them with list_api_keys (all pages), and look at what happened to them lately with search_audit_log (action "api_key.").
For each key say in one line what it seems to be for, when and from where it was last used, and what is risky about it: never used or not for 90 days, no expiry, no address limit, more scopes than its use shows, expires within 30 days.
Then propose what to change, the riskiest first. Change or revoke nothing before I have agreed to it, key by key.`),
  );
  server.registerPrompt(
    "make_a_key",
    {
      title: "Make a key for a purpose",
      description: "Creates an API key with no more rights than its purpose needs.",
      argsSchema: z.object({ purpose: z.string().min(1).max(1000).describe("What the key is for, for example: nightly import that reads agents") }),
    },
    ({ purpose }) =>
      ask(`I need an API key for this purpose: ${purpose}
Look at list_scopes and choose the fewest scopes that suffice. Propose a name, the scopes, an expiry, and an address limit if the purpose has fixed addresses, and wait for my yes.
Then create it with create_api_key and show me the secret once, with a line on how to send it: Authorization: Bearer <key>.`),
  );
}

function ask(text: string): GetPromptResult {
  return { messages: [{ role: "user", content: { type: "text", text } }] };
}
