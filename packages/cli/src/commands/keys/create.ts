import type { CreateApiKeyAnswer, CreateApiKeyBody } from "@keyhouse/client";
import type { Context } from "../../context";
import { openEnvFile, requireVariableName, type EnvFile } from "../../env-file/env-file";
import { valueOf } from "../../env-file/rewrite";
import { usageFailure } from "../../failure";
import { confirm } from "../../output/ask";
import { plain } from "../../output/plain";
import { exactly } from "../../output/times";
import { confirmOption, type Command } from "../../parsing/command";
import { readDuration } from "../../parsing/duration";
import type { Values } from "../../parsing/values";
import { storeKey } from "./store-key";

export const keysCreate: Command = {
  name: "keys create",
  summary: "Make an API key",
  details: "The key is printed this once, alone on standard output; the server keeps only its hash. With --write-env it is not printed.",
  arguments: [{ name: "name", description: "What you will recognise it by" }],
  options: {
    scope: { type: "text", multiple: true, placeholder: "SCOPES", description: "What it may do; what your role may hold where absent" },
    organization: { type: "text", placeholder: "ID", description: "Whose it is; your personal organization where absent" },
    environment: { type: "text", placeholder: "NAME", description: "What it is for", values: ["live", "test"] },
    "expires-in": { type: "text", placeholder: "TIME", description: "How long it works: 12h, 90d; as long as the login may give where absent" },
    "allow-ip": { type: "text", multiple: true, placeholder: "ADDRESSES", description: "Addresses or networks it may be used from" },
    "rate-limit": { type: "text", placeholder: "N", description: "Calls a minute" },
    quota: { type: "text", placeholder: "N", description: "Calls a day" },
    "write-env": { type: "text", placeholder: "FILE", description: "Put it into this file instead of printing it" },
    name: { type: "text", placeholder: "VARIABLE", description: "Under this name in the file" },
    ...confirmOption,
  },
  examples: [
    ["keyhouse keys create ci --scope agents:read --expires-in 90d", "A key for a pipeline"],
    ["keyhouse keys create robot --write-env .env --name API_KEY", "Straight into a file"],
    ["KEY=$(keyhouse keys create ci)", "Into a variable of the shell"],
  ],
  async run(context, values) {
    const body = readBody(values);
    const target = await chooseTarget(context, values);
    const client = await context.client();
    await target?.file.prepare();
    const made = await client.apiKeys.create(body).catch(async (error: unknown) => {
      await target?.file.discard();
      throw error;
    });
    if (target) await storeKey(context, target, made.key);
    show(context, made, target);
  },
};

type Target = { file: EnvFile; name: string };

async function chooseTarget(context: Context, values: Values): Promise<Target | undefined> {
  const shown = values.text("write-env");
  const name = values.text("name");
  if (shown === undefined) {
    if (name !== undefined) throw usageFailure("--name belongs to --write-env FILE: it names the variable in the file.");
    return undefined;
  }
  if (name === undefined) throw usageFailure(`Which variable of ${shown} is to hold the key?`, "Say it with --name API_KEY.");
  const target = { file: await openEnvFile(context.world.cwd, shown), name: requireVariableName(name) };
  if (valueOf(target.file.text, name)) await confirm(context.world, context.terminal, `${name} in ${shown} has a value already. Replace it?`, values.flag("yes"));
  return target;
}

function readBody(values: Values): CreateApiKeyBody {
  const expiresIn = values.text("expires-in");
  return {
    name: values.argument("name"),
    scopes: values.list("scope"),
    organization_id: values.text("organization"),
    environment: values.text("environment") as "live" | "test" | undefined,
    expires_in: expiresIn === undefined ? undefined : readDuration("--expires-in", expiresIn),
    allowed_ips: values.list("allow-ip"),
    rate_limit_per_minute: values.wholeNumber("rate-limit", 1, 1_000_000),
    quota_per_day: values.wholeNumber("quota", 1, 1_000_000_000),
  };
}

function show({ terminal, world }: Context, made: CreateApiKeyAnswer, target: Target | undefined): void {
  const { key, ...shown } = made;
  if (terminal.isJson) return terminal.json(target ? shown : made);
  const end = made.expires_at === undefined ? "It works until it is revoked." : `It works until ${exactly(made.expires_at, world.now())}.`;
  const about = `${plain(made.name)} (${made.id}) may ${made.scopes.join(" ") || "do nothing yet"}. ${end}`;
  if (target) return terminal.print(`${target.name} in ${target.file.shown} holds the new key ${made.hint}.\n${about}`);
  terminal.note(`${about} The key is shown this once:`);
  terminal.print(key);
}
