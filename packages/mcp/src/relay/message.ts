/** A message of JSON-RPC 2.0, unread but for what the relay needs. */
export type Message = Record<string, unknown>;
export type Id = string | number;

/** Revision 2025-03-26 knows arrays of messages as well. Undefined: this is no message. */
export function parseMessage(line: string): Message | Message[] | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isMessage = Array.isArray(value) ? value.length > 0 && value.every(isObject) : isObject(value);
    return isMessage ? (value as Message | Message[]) : undefined;
  } catch {
    return undefined;
  }
}

/** The ids that must be answered: those of requests, not those of answers to the server's own. */
export function idsOf(message: Message | Message[]): Id[] {
  const messages = Array.isArray(message) ? message : [message];
  return messages.filter(({ method }) => typeof method === "string").map(({ id }) => id).filter(isId);
}

/** The request that the client has given up. */
export function cancelledId(message: Message | Message[]): Id | undefined {
  if (Array.isArray(message) || message.method !== "notifications/cancelled") return undefined;
  const id = isObject(message.params) ? message.params.requestId : undefined;
  return isId(id) ? id : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isId(value: unknown): value is Id {
  return typeof value === "string" || typeof value === "number";
}
