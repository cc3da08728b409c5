import type { Config } from "@/lib/env/config";
import { isUnclaimed, needsSetupToken, setupToken } from "@/lib/users/setup-token";

/** The last lines of the start: where it is, and what to do next. */
export async function printReady({ publicUrl, brandName, enableAuth }: Config): Promise<void> {
  console.log(`${brandName} is ready at ${publicUrl}`);
  if (!enableAuth) console.log("ENABLE_AUTH is false: every request acts as the administrator, without signing in.");
  else if (await isUnclaimed()) console.log("Open it in a browser and sign up: the first account becomes the administrator.");
  if (await needsSetupToken()) console.log(`The first account needs this setup token: ${setupToken()}`);
  console.log("Press Ctrl-C to stop.");
}
