import { isObject } from "./read-messages";

/** May this caller see the tool of that name? */
export type Keep = (toolName: string) => boolean;

/**
 * One answer of an MCP server, or a batch of them, with the tools that the caller may not call taken out of its lists. What is no
 * list of tools is answered as the very object that came in.
 */
export function filterTools(answer: unknown, keep: Keep): unknown {
  if (Array.isArray(answer)) {
    const filtered = answer.map((one: unknown) => filterTools(one, keep));
    return filtered.some((one, index) => one !== answer[index]) ? filtered : answer;
  }
  if (!isObject(answer) || !isObject(answer.result) || !Array.isArray(answer.result.tools)) return answer;
  const tools = (answer.result.tools as unknown[]).filter((tool) => isObject(tool) && typeof tool.name === "string" && keep(tool.name));
  // a list that was made for one caller is not another's (SEP-2549)
  const scope = "cacheScope" in answer.result ? { cacheScope: "private" } : {};
  return { ...answer, result: { ...answer.result, tools, ...scope } };
}

/** The same for a JSON document. Undefined: it is no JSON. */
export function filterJson(bytes: Uint8Array, keep: Keep): Uint8Array | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
  const filtered = filterTools(parsed, keep);
  return filtered === parsed ? bytes : new TextEncoder().encode(JSON.stringify(filtered));
}
