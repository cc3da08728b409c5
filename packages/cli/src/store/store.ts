import { chmod, mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../failure";
import { writeAtomically } from "../write-atomically";
import { configFolder } from "./folder";
import { withLock } from "./lock";
import { parseSettings, type Settings } from "./settings";
import type { World } from "../world";

/** Settings and logins in one file that only its owner can read. */
export class Store {
  readonly folder: string;
  readonly path: string;

  constructor(private readonly world: World) {
    this.folder = configFolder(world);
    this.path = join(this.folder, "config.json");
  }

  /** Throws a Failure where others can read the file, or where it is damaged. */
  async read(): Promise<Settings> {
    const text = await this.readText();
    if (text === undefined) return { hosts: {} };
    try {
      return parseSettings(text);
    } catch (error) {
      throw new Failure(`${this.path} is damaged: it ${(error as Error).message}.`, { hint: "Repair it, or delete it and sign in again." });
    }
  }

  /** Changes the file under a lock: of two processes that change it at once neither undoes what the other did. */
  async change<Result>(act: (settings: Settings) => Result | Promise<Result>): Promise<Result> {
    return this.locked(async () => {
      const settings = await this.read();
      const result = await act(settings);
      await this.write(settings);
      return result;
    });
  }

  /** Does something while no other process changes the file. */
  async locked<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.makeFolder();
    return withLock(join(this.folder, "config.lock"), this.world, work);
  }

  /** Only while it is locked. */
  async write(settings: Settings): Promise<void> {
    await writeAtomically(this.path, `${JSON.stringify(settings, undefined, 2)}\n`, { mode: 0o600 });
  }

  private async makeFolder(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    if (this.world.platform !== "win32") await chmod(this.folder, 0o700);
  }

  private async readText(): Promise<string | undefined> {
    try {
      const { mode } = await stat(this.path);
      if (this.world.platform !== "win32" && (mode & 0o077) !== 0) {
        throw new Failure(`${this.path} can be read by others (mode ${(mode & 0o777).toString(8)}), and it holds your tokens.`, {
          hint: `Run chmod 600 ${this.path}, and replace the tokens if somebody else uses this machine.`,
        });
      }
      return await readFile(this.path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }
}
