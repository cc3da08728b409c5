import { config } from "@/lib/env/config";
import { SafeFetchError } from "@/lib/safe-fetch/error";
import { safeFetch, type SafeFetchOptions } from "@/lib/safe-fetch/safe-fetch";

export type Probed = {
  /** 0 where there was no answer. */
  status: number;
  header(name: string): string | undefined;
  text: string;
  /** The JSON object that it answered, if it is one. */
  json: Record<string, unknown> | undefined;
  /** Why there was no answer. */
  problem: string | undefined;
};

const wholeTestMilliseconds = 30_000;

/** Asks one address as a client without a token would. All probes of a test share one time limit. */
export class Prober {
  private readonly until = Date.now() + wholeTestMilliseconds;

  async ask(address: string, options: Pick<SafeFetchOptions, "method" | "headers" | "body"> = {}): Promise<Probed> {
    const left = this.until - Date.now();
    if (left <= 0) return unanswered("the test has taken its 30 seconds");
    try {
      const { publicUrl, apiUrl, isLoopback } = config();
      const answer = await safeFetch(address, { ...options, timeoutMilliseconds: Math.min(5000, left), largestBytes: 256 * 1024, ownOrigins: [publicUrl, apiUrl], allowLoopback: isLoopback });
      const text = answer.body.toString("utf8");
      return { status: answer.status, header: answer.header, text, json: toObject(text), problem: undefined };
    } catch (error) {
      if (error instanceof SafeFetchError) return unanswered(error.message);
      throw error;
    }
  }
}

function unanswered(problem: string): Probed {
  return { status: 0, header: () => undefined, text: "", json: undefined, problem };
}

function toObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Paths of members that are null, anywhere: the MCP SDK refuses a document that has one. */
export function nullMembers(value: unknown, path = ""): string[] {
  if (value === null) return [path];
  if (typeof value !== "object") return [];
  return Object.entries(value as object).flatMap(([name, member]) => nullMembers(member, path ? `${path}.${name}` : name));
}

/** What a status says about an answer that was hoped for. */
export function describeAnswer({ status, problem, header }: Probed): string {
  if (problem !== undefined) return `There was no answer: ${problem}`;
  const location = header("location");
  return `It answered status ${status}${location === undefined ? "" : ` with a redirect to ${location.slice(0, 200)}`}`;
}

export function isAbsolute(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\//i.test(value) && URL.canParse(value);
}
