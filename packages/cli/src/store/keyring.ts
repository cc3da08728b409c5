import { Failure } from "../failure";
import type { World } from "../world";

/** The keyring of this desktop, through the program that comes with it. */
export type Keyring = {
  read(url: string): Promise<string | undefined>;
  write(url: string, secret: string): Promise<void>;
  remove(url: string): Promise<void>;
};

const service = "keyhouse";

/** Secrets go through standard input: what stands on a command line can be read by every program of the machine. */
export function openKeyring(world: World): Keyring {
  if (world.platform === "darwin") return macKeyring(world);
  if (world.platform === "linux") return linuxKeyring(world);
  throw new Failure("There is no keyring for this system.", { hint: "Sign in without --keyring: the login is then kept in a file that only you can read." });
}

/** GNOME Keyring, KWallet and their kin, by libsecret's `secret-tool`. */
function linuxKeyring(world: World): Keyring {
  const attributes = (url: string) => ["service", service, "server", url];
  return {
    async read(url) {
      const { status, output } = await run(world, "secret-tool", ["lookup", ...attributes(url)]);
      return status === 0 && output !== "" ? output : undefined;
    },
    async write(url, secret) {
      const { status } = await run(world, "secret-tool", ["store", `--label=Keyhouse login at ${url}`, ...attributes(url)], secret);
      if (status !== 0) throw new Failure("The keyring has not taken the login: it may be locked.", { hint: "Unlock it, or sign in without --keyring." });
    },
    async remove(url) {
      await run(world, "secret-tool", ["clear", ...attributes(url)]);
    },
  };
}

/** The login keychain, by `security`. Its interactive mode takes the secret by standard input, and base64 keeps it one plain word. */
function macKeyring(world: World): Keyring {
  const where = (url: string) => ["-s", service, "-a", url];
  return {
    async read(url) {
      const { status, output } = await run(world, "security", ["find-generic-password", ...where(url), "-w"]);
      return status === 0 ? Buffer.from(output.trim(), "base64").toString("utf8") : undefined;
    },
    async write(url, secret) {
      const word = Buffer.from(secret, "utf8").toString("base64");
      const { status } = await run(world, "security", ["-i"], `add-generic-password -U -s ${service} -a ${url} -w ${word}\n`);
      if (status !== 0) throw new Failure("The keychain has not taken the login.", { hint: "Unlock it, or sign in without --keyring." });
    },
    async remove(url) {
      await run(world, "security", ["delete-generic-password", ...where(url)]);
    },
  };
}

async function run(world: World, command: string, args: string[], input?: string): Promise<{ status: number; output: string }> {
  try {
    return await world.execute(command, args, input);
  } catch {
    throw new Failure(`The keyring cannot be reached: ${command} is not installed.`, { hint: `Install ${command === "secret-tool" ? "libsecret-tools" : command}, or sign in without --keyring.` });
  }
}
