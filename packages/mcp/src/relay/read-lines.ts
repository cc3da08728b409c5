import type { Readable } from "node:stream";

/** The server takes no message of this size; a line that never ends must not fill the memory. */
const longestLine = 8 * 1024 * 1024;

/**
 * The lines of a stream, empty ones left out. Only a line feed ends one: node:readline would also break at U+2028, which may stand
 * in a JSON string. Ends quietly when the signal comes.
 */
export async function* readLines(input: Readable, signal?: AbortSignal): AsyncGenerator<string> {
  const stop = () => input.destroy();
  if (signal?.aborted) return;
  signal?.addEventListener("abort", stop, { once: true });
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for await (const chunk of input) {
      const lines = (rest + (typeof chunk === "string" ? chunk : decoder.decode(chunk as Buffer, { stream: true }))).split("\n");
      rest = lines.pop()!;
      if (rest.length > longestLine) throw new Error(`A message is longer than ${longestLine} characters`);
      yield* lines.filter(isNotEmpty);
    }
    if (isNotEmpty(rest)) yield rest;
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

function isNotEmpty(line: string): boolean {
  return line.trim() !== "";
}
