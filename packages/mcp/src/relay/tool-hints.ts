import { isObject, type Message } from "./message";

/** Remembers of each tool that was listed whether calling it twice does more than calling it once. */
export class ToolHints {
  private readonly harmless = new Set<string>();

  learn(answer: Message): void {
    if (!isObject(answer.result) || !Array.isArray(answer.result.tools)) return;
    for (const tool of answer.result.tools) {
      if (!isObject(tool) || typeof tool.name !== "string" || !isObject(tool.annotations)) continue;
      const { readOnlyHint, idempotentHint } = tool.annotations;
      if (readOnlyHint === true || idempotentHint === true) this.harmless.add(tool.name);
      else this.harmless.delete(tool.name);
    }
  }

  /** A call that makes something must not be sent twice; everything else may. */
  isRepeatable(message: Message | Message[]): boolean {
    const messages = Array.isArray(message) ? message : [message];
    return messages.every(({ method, params }) => method !== "tools/call" || (isObject(params) && this.harmless.has(String(params.name))));
  }
}
