import { scopesByNameOnly } from "@/lib/contract/scopes";
import type { Tool } from "../define-tool";
import { accountTools } from "./account";
import { connectedAppTools } from "./connected-apps";
import { keyTools } from "./keys";
import { oversightTools } from "./oversight";

/** Every tool of our own MCP server. */
export const tools: readonly Tool[] = [...accountTools, ...keyTools, ...connectedAppTools, ...oversightTools];

/** What an app needs for everyday work here: every tool's scope, except those that are given only by name. */
export function everydayScopes(): string[] {
  const scopes = new Set(tools.flatMap(({ route }) => route.scope ?? []));
  return [...scopes].filter((scope) => !scopesByNameOnly.includes(scope)).toSorted();
}
