import { confirm } from "../../output/ask";
import { plain } from "../../output/plain";
import { confirmOption, type Command } from "../../parsing/command";
import { findKey, keyArgument } from "./find-key";

export const keysRevoke: Command = {
  name: "keys revoke",
  summary: "Revoke an API key for good",
  details: "It is refused from its next request on. This cannot be undone.",
  arguments: [keyArgument],
  options: confirmOption,
  examples: [["keyhouse keys revoke ci --yes", "Revoke without being asked"]],
  async run(context, values) {
    const { world, terminal } = context;
    const client = await context.client();
    const key = await findKey(client, values.argument("key"));
    await confirm(world, terminal, `${plain(key.name)} (${key.hint}) is refused from its next request on, for good. Revoke it?`, values.flag("yes"));
    const answer = await client.apiKeys.delete(key.id);
    if (terminal.isJson) return terminal.json(answer);
    terminal.print(`${plain(key.name)} (${key.hint}) is revoked.`);
  },
};
