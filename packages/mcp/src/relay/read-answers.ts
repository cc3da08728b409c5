import { errorFromAnswer, KeyhouseError } from "@keyhouse/client";
import { isId, isObject, type Id, type Message } from "./message";

/**
 * The messages of one answer of the MCP server, a JSON document or a stream of events alike. Takes out of `open` what is
 * answered. Throws KeyhouseError where the answer is none of MCP, or where something asked stays without an answer.
 */
export async function* readAnswers(response: Response, open: Set<Id>): AsyncGenerator<Message> {
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") ?? false;
  for await (const document of isStream ? readEvents(response) : [await response.text()]) {
    if (document === "") continue;
    const value = parseDocument(document);
    for (const answer of Array.isArray(value) ? value : [value]) {
      if (!isObject(answer) || answer.jsonrpc !== "2.0") throw errorFromAnswer(response.status, response.headers, answer);
      yield addressed(answer, open);
    }
  }
  if (open.size === 0) return;
  if (!response.ok) throw errorFromAnswer(response.status, response.headers, undefined);
  throw new KeyhouseError({ status: response.status, code: "INCOMPLETE_ANSWER", message: "The server did not answer this request" });
}

/** JSON-RPC 2.0, section 5: what could not be read is answered without an id. Here it is known which request that was. */
function addressed(answer: Message, open: Set<Id>): Message {
  if (isId(answer.id)) {
    if (!("method" in answer)) open.delete(answer.id);
    return answer;
  }
  const [only] = open;
  if (!("error" in answer) || open.size !== 1) return answer;
  open.clear();
  return { ...answer, id: only };
}

/** The data of each event (HTML, section 9.2.6). */
async function* readEvents(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const events = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n\r?\n/);
    rest = events.pop()!;
    for (const event of events) yield dataOf(event);
  }
}

function dataOf(event: string): string {
  const lines = event.split(/\r?\n/).filter((line) => line.startsWith("data:"));
  return lines.map((line) => line.slice("data:".length).replace(/^ /, "")).join("\n");
}

function parseDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
