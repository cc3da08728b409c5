import type { Context } from "../../context";
import type { EnvFile } from "../../env-file/env-file";
import { Failure } from "../../failure";

/** Puts a new key into its file. Should that fail after all, the key is shown: nobody could ever get it again. */
export async function storeKey({ terminal }: Context, { file, name }: { file: EnvFile; name: string }, key: string): Promise<void> {
  try {
    await file.write(name, key);
  } catch (error) {
    await file.discard();
    terminal.print(key);
    throw new Failure(`${file.shown} could not be written: ${(error as Error).message}.`, { hint: "The new key was made all the same. It is printed above this once: put it there by hand." });
  }
}
