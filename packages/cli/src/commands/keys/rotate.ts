import { KeyhouseError, type ApiKey, type Client, type RotateApiKeyAnswer } from "@keyhouse/client";
import type { Context } from "../../context";
import { openEnvFile, requireVariableName, type EnvFile } from "../../env-file/env-file";
import { namesHolding, secretIn, valueOf } from "../../env-file/rewrite";
import { Failure, usageFailure } from "../../failure";
import { confirm } from "../../output/ask";
import { plain } from "../../output/plain";
import { exactly } from "../../output/times";
import { confirmOption, type Command } from "../../parsing/command";
import { readDuration } from "../../parsing/duration";
import type { Values } from "../../parsing/values";
import { findKey, keyArgument, listAllKeys } from "./find-key";
import { storeKey } from "./store-key";

export const keysRotate: Command = {
  name: "keys rotate",
  summary: "Give an API key a new secret",
  details:
    "The old secret stops at once, or works beside the new one for --overlap. The new one is printed this once, alone on standard\noutput. With --write-env it goes into that file and is not printed: the variable that holds the key is found by its value, its line\nkeeps its quotes and comment, and the file its mode. KEY may be left out then, where the file holds one of your keys.",
  arguments: [{ ...keyArgument, optional: true }],
  options: {
    overlap: { type: "text", placeholder: "TIME", description: "How long the old secret works beside the new one: 1h, 1d, at most 30d" },
    "write-env": { type: "text", placeholder: "FILE", description: "Put the new key into this file instead of printing it" },
    name: { type: "text", placeholder: "VARIABLE", description: "The variable in the file; the one that holds the key where absent" },
    ...confirmOption,
  },
  examples: [
    ["keyhouse keys rotate --write-env .env --overlap 1d", "Rotate the key that .env holds; the old one works for a day"],
    ["keyhouse keys rotate ci --yes", "Rotate at once; the new key is printed"],
    ["keyhouse keys rotate ci --write-env .env --name API_KEY", "Put it under a name of your choice"],
  ],
  async run(context, values) {
    const overlap = values.text("overlap");
    const overlapSeconds = overlap === undefined ? 0 : readDuration("--overlap", overlap);
    const client = await context.client();
    const { key, target } = await choose(context, values, client);
    // A login that ends before the key, or may do less, is refused without the proof that this machine has the key already.
    const present = target && secretIn(target.file.text, key.hint);
    await ask(context, values, key, overlapSeconds, target);
    await target?.file.prepare();
    const rotated = await client.apiKeys.rotate(key.id, { overlap_seconds: overlapSeconds, current_key: present }).catch(async (error: unknown) => {
      await target?.file.discard();
      throw present === undefined ? withAdvice(error) : error;
    });
    if (target) await storeKey(context, target, rotated.key);
    show(context, key, rotated, overlapSeconds, target);
  },
};

type Target = { file: EnvFile; name: string };

/** A key that may do more than the login, or lives longer, is rotated where its present secret is at hand. */
function withAdvice(error: unknown): unknown {
  if (!(error instanceof KeyhouseError) || error.code !== "FORBIDDEN" || !error.message.startsWith("This key")) return error;
  return new Failure(error.message.replace(/: rotate it on the website.*$/, "."), { hint: "Rotate it where its present secret is, with --write-env FILE, or on the website." });
}

async function choose(context: Context, values: Values, client: Client): Promise<{ key: ApiKey; target?: Target }> {
  const [named, shown, name] = [values.optionalArgument("key"), values.text("write-env"), values.text("name")];
  if (shown === undefined) {
    if (name !== undefined) throw usageFailure("--name belongs to --write-env FILE: it names the variable in the file.");
    if (named === undefined) throw usageFailure("Which key?", "Name it by its id, its name or its hint, or say --write-env FILE for the key that the file holds.");
    return { key: await findKey(client, named) };
  }
  if (name !== undefined) requireVariableName(name);
  const file = await openEnvFile(context.world.cwd, shown);
  const key = named === undefined ? await findHeldKey(client, file, name) : await findKey(client, named);
  return { key, target: { file, name: name ?? chooseVariable(file, key) } };
}

/** The one of the account's keys that the file, or that variable of it, holds. Told by their hints: no secret is sent. */
async function findHeldKey(client: Client, file: EnvFile, name: string | undefined): Promise<ApiKey> {
  const held = (await listAllKeys(client)).filter(({ hint }) => {
    const names = namesHolding(file.text, hint);
    return name === undefined ? names.length > 0 : names.includes(name);
  });
  if (held.length === 1) return held[0]!;
  const where = name === undefined ? file.shown : `${name} in ${file.shown}`;
  if (held.length === 0) throw new Failure(`${where} holds none of your keys.`, { hint: "Name the key, and the variable it belongs into: keyhouse keys rotate KEY --write-env FILE --name API_KEY" });
  throw new Failure(`${where} holds ${held.length} of your keys: ${held.map((key) => plain(key.name)).join(", ")}.`, { hint: "Name the one to be rotated." });
}

function chooseVariable(file: EnvFile, key: ApiKey): string {
  const names = namesHolding(file.text, key.hint);
  if (names.length === 1) return names[0]!;
  if (names.length === 0) throw usageFailure(`No variable in ${file.shown} holds ${plain(key.name)} (${key.hint}).`, "Say which one is to be set: --name API_KEY");
  throw usageFailure(`${names.join(" and ")} in ${file.shown} hold ${plain(key.name)}.`, "Say which one is to be set with --name, and set the others by hand.");
}

async function ask({ world, terminal }: Context, values: Values, key: ApiKey, overlapSeconds: number, target: Target | undefined): Promise<void> {
  const replaced = target && valueOf(target.file.text, target.name);
  const isOther = Boolean(replaced) && !namesHolding(target!.file.text, key.hint).includes(target!.name);
  const other = isOther ? `${target!.name} in ${target!.file.shown} holds something else, which is replaced. ` : "";
  const atOnce = overlapSeconds === 0 ? `The old secret of ${plain(key.name)} (${key.hint}) stops working at once. ` : "";
  if (other + atOnce !== "") await confirm(world, terminal, `${other}${atOnce}Go on?`, values.flag("yes"));
}

function show({ terminal, world }: Context, { name }: ApiKey, rotated: RotateApiKeyAnswer, overlapSeconds: number, target: Target | undefined): void {
  const { key, ...shown } = rotated;
  if (terminal.isJson) return terminal.json(target ? shown : rotated);
  const old = overlapSeconds === 0 ? "The old one is refused from now on." : `The old one works until ${exactly(rotated.previous.expires_at, world.now())}; keyhouse keys usage shows who still uses it.`;
  if (target) return terminal.print(`${target.name} in ${target.file.shown} holds the new secret of ${plain(name)} (${rotated.hint}).\n${old}`);
  terminal.note(`${plain(name)} has a new secret. ${old} It is shown this once:`);
  terminal.print(key);
}
