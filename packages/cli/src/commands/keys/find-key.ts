import type { ApiKey, Client } from "@keyhouse/client";
import { Failure } from "../../failure";
import { plain } from "../../output/plain";

/** A key by its id, its name or its hint. Throws a Failure where there is none, or where several go by that name. */
export async function findKey(client: Client, text: string): Promise<ApiKey> {
  if (/^key_[a-z0-9]{26}$/.test(text)) return client.apiKeys.get(text);
  const found = (await listAllKeys(client)).filter(({ name, hint }) => name === text || hint === text);
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw new Failure(`None of your keys is called ${JSON.stringify(plain(text))}.`, { hint: "keyhouse keys list shows them. A key can be named by its id, its name or its hint." });
  throw new Failure(`${found.length} keys are called ${JSON.stringify(plain(text))}:\n${found.map(({ id, hint }) => `  ${id}  ${hint}`).join("\n")}`, { hint: "Name the one that you mean by its id." });
}

export async function listAllKeys(client: Client): Promise<ApiKey[]> {
  const keys: ApiKey[] = [];
  for await (const key of client.apiKeys.list({ limit: 100 })) keys.push(key);
  return keys;
}

export const keyArgument = { name: "key", description: "Its id, its name or its hint" };
