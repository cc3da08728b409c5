import { Failure } from "../../failure";
import { revokeLogin } from "../../login/revoke";
import { readLogin, removeLogin } from "../../login/stored-login";
import type { Command } from "../../parsing/command";

export const logout: Command = {
  name: "logout",
  summary: "Sign out: end the login on the server, and forget it here",
  options: { local: { type: "flag", description: "Forget it here only: for a server that is gone" } },
  examples: [["keyhouse logout", "Sign out"]],
  async run(context, values) {
    const { world, terminal, store } = context;
    const url = await context.url();
    const found = await readLogin(world, await context.settings(), url);
    const { token } = await context.host();
    if (!found) throw new Failure(`There is no login at ${url}${token === undefined ? "" : ", only api.token"}.`, { hint: token === undefined ? undefined : "keyhouse config unset api.token forgets it." });
    if (!values.flag("local")) {
      await revokeLogin(world, url, found).catch((error: unknown) => {
        throw error instanceof Failure ? new Failure(error.message, { exitCode: error.exitCode, hint: "The login is still good there. Try again later, or forget it here with --local and end it on the page Connected apps." }) : error;
      });
    }
    await store.change((settings) => removeLogin(world, settings, url));
    if (terminal.isJson) return terminal.json({ success: true });
    terminal.print(`Signed out at ${url}.`);
    if (token !== undefined) terminal.note("api.token is set there and goes on working.");
  },
};
